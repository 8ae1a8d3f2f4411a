import { createShelf } from "@roundtrip/behaviour";
import type { CacheStore } from "./cache-store.ts";

/**
 * A store in this process, the same as the simulated world has: gone with it, as a crash of the cache shows. It keeps what
 * is too old for anybody until something else needs the room, so that a lookup can say that it was.
 *
 * @param maxBytes its room
 */
export function createMemoryStore(maxBytes: number): CacheStore {
	const shelf = createShelf(maxBytes);
	return {
		get: async (key) => shelf.get(key),
		async change({ forget, remove, put }) {
			for (const key of forget) shelf.forget(key);
			for (const stored of remove) shelf.remove(stored);
			for (const { stored } of put) shelf.put(stored);
		},
		bytes: async () => shelf.bytes,
		async clear() {
			shelf.clear();
		},
		close: async () => undefined,
	};
}
