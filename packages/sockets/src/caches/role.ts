import { type Callers, createCallers } from "../clients/callers.ts";
import type { RoleParts, RolePlayer } from "../processes/role.ts";
import { createCacheServer } from "./cache-server.ts";

/** Plays a cache. */
export function playCache({ context }: RoleParts): RolePlayer {
	const spec = context.scenario.nodes[context.node];
	if (spec?.is !== "cache") throw new Error(`${context.node} is no cache`);
	let callers: Callers | undefined;
	const server = createCacheServer(context, spec, () => {
		if (callers === undefined) throw new Error("a request came before the run began");
		return callers;
	});
	return {
		listen: server.listen,
		begin(surroundings) {
			callers = createCallers(context, surroundings);
		},
		get isIdle() {
			return server.isIdle && callers?.isIdle !== false;
		},
		close() {
			server.close();
			callers?.close();
		},
	};
}
