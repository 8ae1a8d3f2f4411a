import { createPool, type GatewayAnswer, noConnection } from "@roundtrip/behaviour";
import { type CallId, linkName, type ServerSpec, transactsWith } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";

/** Connections of a server to a database in which it does transactions: each of these has one to itself. */
export interface ConnectionPool {
	/**
	 * Goes on with a connection, now or when one is free.
	 * @param call the one that waits
	 * @param failed told where it waits too long
	 */
	take(call: CallId, granted: () => void, failed: (answer: GatewayAnswer) => void): void;
	give(): void;
}

/** By database; none for one in which no route of the server does a transaction. */
export function createConnectionPools(context: NodeContext, spec: ServerSpec): ReadonlyMap<string, ConnectionPool> {
	const { node, scenario } = context;
	const databases = Object.keys(scenario.nodes).filter((name) => transactsWith(scenario, node, name));
	return new Map(
		databases.map((name) => {
			const connections = scenario.links[linkName(node, name)]?.connections ?? spec.connections;
			return [name, createConnectionPool(context, name, { connections, timeout: spec.timeout })];
		}),
	);
}

function createConnectionPool(
	{ node, journal, timers }: NodeContext,
	database: string,
	{ connections, timeout }: Pick<ServerSpec, "connections" | "timeout">,
): ConnectionPool {
	const pool = createPool<() => void>(connections);
	return {
		take(call, granted, failed) {
			const goOn = (): void => {
				tooLate?.cancel();
				granted();
			};
			if (pool.take(goOn)) {
				granted();
				return;
			}
			journal.write({ ...ofCall(call), at: timers.clock.now(), node, kind: "queued", data: { for: "connection" } });
			const tooLate = timers.after(timeout, () => {
				if (pool.leave(goOn)) failed(noConnection(database));
			});
		},
		give: () => pool.give()?.(),
	};
}
