import { type Callers, createCallers } from "../clients/callers.ts";
import type { RoleParts, RolePlayer } from "../processes/role.ts";
import { createCacheServer } from "./cache-server.ts";
import type { CacheStore } from "./cache-store.ts";
import { openCacheStore } from "./open-store.ts";

/** Plays a cache. Its store is opened before it listens: what a Redis holds is there again after a crash. */
export function playCache({ context, cache }: RoleParts): RolePlayer {
	const spec = context.scenario.nodes[context.node];
	if (spec?.is !== "cache") throw new Error(`${context.node} is no cache`);
	let callers: Callers | undefined;
	let store: CacheStore | undefined;
	// At once: whoever comes back from a crash has no time to lose.
	const opening = openCacheStore(cache, spec.room);
	opening.catch(() => undefined);
	const server = createCacheServer(context, spec, {
		callers() {
			if (callers === undefined) throw new Error("a request came before the run began");
			return callers;
		},
		store() {
			if (store === undefined) throw new Error("a request came before the store was open");
			return store;
		},
	});
	return {
		async listen(ports) {
			store = await opening;
			return server.listen(ports);
		},
		begin(surroundings) {
			callers = createCallers(context, surroundings);
		},
		get isIdle() {
			return server.isIdle && callers?.isIdle !== false;
		},
		close() {
			server.close();
			callers?.close();
			void store?.close();
		},
	};
}
