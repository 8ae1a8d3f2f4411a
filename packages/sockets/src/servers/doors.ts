import { unreadableReply } from "@roundtrip/behaviour";
import { GRAPHQL_TRANSPORT, type LinkName, type LinkSpec, linkEnds, requestParts, shapeOf } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import { proofOf } from "../tls/server-proof.ts";
import type { WebSocketDoorOptions } from "../websocket/server.ts";
import type { Door } from "./door.ts";
import { createHttp1Door } from "./http1-door.ts";
import { createHttp2Door } from "./http2-door.ts";
import type { Job } from "./job.ts";
import type { Doors } from "./open-doors.ts";
import { reply } from "./reply.ts";

/** The doors of a node whose requests come over the scenario's links. */
export function createDoors(context: NodeContext, receiveReadable: (job: Job) => void): Doors {
	const receive = (job: Job): void => (job.isUnreadable === true ? turnAway(context, job) : receiveReadable(job));
	const doors = new Map<string, Door>([[context.node, createHttp1Door(receive, undefined, webSocketsOf(context))]]);
	for (const [name, link] of Object.entries(context.scenario.links)) {
		const hasOwn = linkEnds(name).to === context.node && (link.tls !== undefined || link.over === "http/2");
		if (hasOwn) doors.set(name, createDoor(context, name, link, receive));
	}
	return {
		async listen(ports) {
			const opened: Record<string, number> = {};
			for (const [name, door] of doors) opened[name] = await door.listen(ports[name] ?? 0);
			return opened;
		},
		close() {
			for (const door of doors.values()) door.close();
		},
	};
}

/** What can't be read is answered at the door: nobody works on it. */
function turnAway(context: NodeContext, job: Job): void {
	const { node, journal, timers } = context;
	if (!context.isUnrecorded) journal.write({ ...ofCall(job.call), at: timers.clock.now(), node, note: "arrived" });
	context.reached?.("received", job.call);
	reply(context, job, unreadableReply({ body: { size: job.content.length } }));
}

function createDoor(context: NodeContext, name: LinkName, link: LinkSpec, receive: (job: Job) => void): Door {
	const { identities } = context;
	const identity = identities[name];
	if (link.tls !== undefined && identity === undefined) throw new Error(`nobody has made certificates for ${name}`);
	const proof = link.tls === undefined || identity === undefined ? undefined : proofOf(identity, link.tls);
	return link.over === "http/2"
		? createHttp2Door(receive, { proof, hasItems: itemsAskedOf(context) })
		: createHttp1Door(receive, proof, webSocketsOf(context));
}

function webSocketsOf({ node, scenario }: NodeContext): WebSocketDoorOptions {
	const spec = scenario.nodes[node];
	const { limit, compress: deflates, subscriptions } = (spec?.is === "server" ? spec.websocket : undefined) ?? {};
	return {
		deflates,
		protocols: subscriptions === true ? [GRAPHQL_TRANSPORT] : [],
		...(limit === undefined ? {} : { limit }),
	};
}

/** Tells for the requests of a node whether their clients send items. */
function itemsAskedOf({ node, scenario }: NodeContext): (method: string, path: string) => boolean {
	const routes = Object.entries(scenario.routes[node] ?? {}).filter(([, steps]) => shapeOf(steps).up);
	const addresses = new Set(
		routes.map(([request]) => {
			const { method, path } = requestParts(request);
			return `${method} ${path}`;
		}),
	);
	return (method, path) => addresses.has(`${method} ${path}`);
}
