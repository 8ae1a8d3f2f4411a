import type { CacheStore } from "./cache-store.ts";
import { createMemoryStore } from "./memory-store.ts";
import type { CachePlace } from "./place.ts";

/**
 * Opens the store of a cache at its place. The client of Redis is loaded only where one is named.
 *
 * @throws CacheStoreError where it can't be reached
 */
export async function openCacheStore(place: CachePlace, maxBytes: number): Promise<CacheStore> {
	if (place.engine === "memory") return createMemoryStore(maxBytes);
	const { openRedisStore } = await import("./redis-store.ts");
	return openRedisStore({ url: place.url, prefix: place.prefix, maxBytes });
}
