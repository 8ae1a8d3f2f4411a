import { type LinkName, type LinkSpec, linkEnds } from "@roundtrip/model";
import type { NodeContext, Ports } from "../node-context.ts";
import type { Door } from "./door.ts";
import { createHttp1Door } from "./http1-door.ts";
import { createHttp2Door } from "./http2-door.ts";
import type { Job } from "./job.ts";

/** All doors of a node: one for plain HTTP/1.1, and one for each link over which something else is spoken. */
export interface Doors {
	/** Opens them, on the ports given or else on ports of the system's choice; gives the ports. */
	listen(ports: Ports): Promise<Ports>;
	close(): void;
}

/** Makes the doors of a node, which give what comes in to `receive`. */
export type OpenDoors = (context: NodeContext, receive: (job: Job) => void) => Doors;

export function createDoors(context: NodeContext, receive: (job: Job) => void): Doors {
	const doors = new Map<string, Door>([[context.node, createHttp1Door(receive)]]);
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

function createDoor({ identities }: NodeContext, name: LinkName, link: LinkSpec, receive: (job: Job) => void): Door {
	const identity = identities[name];
	if (link.tls !== undefined && identity === undefined) throw new Error(`nobody has made certificates for ${name}`);
	const proof = link.tls === undefined || identity === undefined ? undefined : { identity, version: link.tls };
	return link.over === "http/2" ? createHttp2Door(receive, proof) : createHttp1Door(receive, proof);
}
