import { createShelf, type StoredReply } from "@roundtrip/behaviour";
import type { CacheStore } from "./cache-store.ts";

/**
 * A store in this process: gone with it, as a crash of the cache shows.
 *
 * @param maxBytes its room
 */
export function createMemoryStore(maxBytes: number): CacheStore {
	const shelf = createShelf(maxBytes);
	let limits = new WeakMap<StoredReply, number>();
	return {
		async get(key, nowNs) {
			const stored = shelf.get(key);
			const over = stored.filter((each) => (limits.get(each) ?? Number.POSITIVE_INFINITY) < nowNs);
			for (const each of over) shelf.remove(each);
			return stored.filter((each) => !over.includes(each));
		},
		async change({ forget, remove, put }) {
			for (const key of forget) shelf.forget(key);
			for (const stored of remove) shelf.remove(stored);
			for (const { stored, untilNs } of put) {
				shelf.put(stored);
				if (untilNs !== undefined) limits.set(stored, untilNs);
			}
		},
		bytes: async () => shelf.bytes,
		async clear() {
			shelf.clear();
			limits = new WeakMap();
		},
		close: async () => undefined,
	};
}
