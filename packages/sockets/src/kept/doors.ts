import { createServer } from "node:http";
import { createServer as createHttp2, createSecureServer as createSecureHttp2, type Http2Session } from "node:http2";
import { createServer as createSecure } from "node:https";
import { linkEnds, type Scenario } from "@roundtrip/model";
import type { NodeContext } from "../node-context.ts";
import { type Door, doorOf } from "../servers/door.ts";
import type { Doors } from "../servers/open-doors.ts";
import { proofOf, serverTlsOptions } from "../tls/server-proof.ts";
import { strangersPort } from "./addresses.ts";
import type { Attend } from "./exchange.ts";
import type { SocketDesk, Upgrade } from "./sockets.ts";

/** How a door speaks; in the clear without TLS options. */
interface Manner {
	readonly over: "http/1.1" | "http/2";
	readonly secured: ReturnType<typeof serverTlsOptions> | undefined;
}

/**
 * The doors of a kept server: one for plain HTTP/1.1, and one for each link to it. Unlike those of a run they keep Node's
 * own limits on time, so that a stranger who says nothing is shown out; and whoever doesn't speak HTTP/2 over TLS may
 * speak HTTP/1.1 there.
 *
 * @param desk who attends at a port
 * @param sockets who attends to those who want a WebSocket
 * @param opened told the ports before anybody can ask
 */
export function createStrangersDoors(
	context: NodeContext,
	desk: (port: () => number) => Attend,
	sockets: SocketDesk,
	opened: (ports: Readonly<Record<string, number>>) => void,
): Doors {
	const doors = mannersOf(context).map(([name, manner]) => {
		const at = { port: 0 };
		const port = (): number => at.port;
		return { name, at, door: createDoor(manner, desk(port), sockets.upgrade(port)) };
	});
	return {
		async listen(ports) {
			const taken: Record<string, number> = {};
			for (const { name, at, door } of doors) {
				at.port = await door.listen(ports[name] ?? 0);
				taken[name] = at.port;
			}
			opened(taken);
			return taken;
		},
		close() {
			sockets.close();
			for (const { door } of doors) door.close();
		},
	};
}

function mannersOf({ node, scenario, identities }: NodeContext): ReadonlyArray<readonly [string, Manner]> {
	const links = Object.entries(scenario.links).filter(([name]) => isForStrangers(scenario, name, node));
	const manners = links.map(([name, { over, tls }]): readonly [string, Manner] => {
		const identity = identities[name];
		if (tls !== undefined && identity === undefined) throw new Error(`nobody has made certificates for ${name}`);
		const secured = tls === undefined || identity === undefined ? undefined : serverTlsOptions(proofOf(identity, tls));
		return [name, { over: over === "http/2" ? "http/2" : "http/1.1", secured }];
	});
	return [[strangersPort(node), { over: "http/1.1", secured: undefined }], ...manners];
}

/** Servers have doors of their own. */
function isForStrangers({ nodes }: Scenario, link: string, node: string): boolean {
	const { from, to } = linkEnds(link);
	return to === node && nodes[from] === undefined;
}

function createDoor({ over, secured }: Manner, attend: Attend, upgrade: Upgrade): Door {
	if (over === "http/1.1") {
		const server = secured === undefined ? createServer(attend) : createSecure(secured, attend);
		server.on("upgrade", upgrade);
		return doorOf(server, () => server.closeAllConnections());
	}
	const server =
		secured === undefined ? createHttp2(attend) : createSecureHttp2({ ...secured, allowHTTP1: true }, attend);
	if (secured !== undefined) server.on("upgrade", upgrade);
	const sessions = new Set<Http2Session>();
	server.on("session", (session) => {
		sessions.add(session);
		session.on("close", () => sessions.delete(session));
		// Whoever asked has gone.
		session.on("error", () => undefined);
	});
	return doorOf(server, () => {
		for (const session of sessions) session.destroy();
	});
}
