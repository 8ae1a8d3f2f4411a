import { type Callers, createCallers } from "../clients/callers.ts";
import type { RoleParts, RolePlayer } from "../processes/role.ts";
import { createCacheServer } from "./cache-server.ts";
import type { CacheStore } from "./cache-store.ts";
import { type Flushes, scheduleFlushes } from "./flushes.ts";
import { openCacheStore } from "./open-store.ts";

/** Plays a cache. Its store is opened before it listens: what a Redis holds is there again after a crash. */
export function playCache({ context, cache }: RoleParts): RolePlayer {
	const spec = context.scenario.nodes[context.node];
	if (spec?.is !== "cache") throw new Error(`${context.node} is no cache`);
	let callers: Callers | undefined;
	let store: CacheStore | undefined;
	let flushes: Flushes | undefined;
	// At once: whoever comes back from a crash has no time to lose.
	const opening = openCacheStore(cache, spec.room);
	opening.catch(() => undefined);
	const openStore = (): CacheStore => {
		if (store === undefined) throw new Error("the store was needed before it was open");
		return store;
	};
	const server = createCacheServer(context, spec, {
		callers() {
			if (callers === undefined) throw new Error("a request came before the run began");
			return callers;
		},
		store: openStore,
	});
	return {
		async listen(ports) {
			store = await opening;
			return server.listen(ports);
		},
		begin(surroundings) {
			callers = createCallers(context, surroundings);
			flushes = scheduleFlushes(context, openStore);
		},
		get isIdle() {
			return server.isIdle && callers?.isIdle !== false && flushes?.isBusy !== true;
		},
		close() {
			server.close();
			flushes?.cancel();
			callers?.close();
			void store?.close();
		},
	};
}
