import {
	type Asking,
	askingKey,
	type CacheOptions,
	type Change,
	cacheKey,
	type HttpReply,
	type HttpRequest,
	type Lookup,
	lookUpStored,
	type Settled,
	type StoredReply,
	settleAnswer,
	staleAfterFailure,
	type Times,
	usableUntilNs,
} from "@roundtrip/behaviour";
import type { CacheStore } from "./cache-store.ts";

/** A cache of the real world: the decisions of `HttpCache`, over a store that has to be waited for. */
export interface StoredCache {
	lookUp(to: string, asked: HttpRequest, nowNs: number): Promise<Lookup>;
	answered(asking: Asking, reply: HttpReply, times: Times): Promise<Settled>;
	failed(asking: Asking, nowNs: number): Promise<HttpReply | undefined>;
}

/**
 * A cache over a store. A store that fails makes no request fail: the cache goes on as if nothing were stored.
 *
 * @param storeFailed told each time
 */
export function createStoredCache(
	options: CacheOptions,
	store: CacheStore,
	storeFailed: (error: unknown) => void,
): StoredCache {
	const found = async (key: string, nowNs: number): Promise<readonly StoredReply[]> => {
		try {
			return await store.get(key, nowNs);
		} catch (error) {
			storeFailed(error);
			return [];
		}
	};
	const make = async (change: Change, nowNs: number): Promise<void> => {
		if (change.forget.length + change.remove.length + change.put.length === 0) return;
		const put = change.put.map((stored) => ({ stored, untilNs: usableUntilNs(stored) }));
		try {
			await store.change({ ...change, put }, nowNs);
		} catch (error) {
			storeFailed(error);
		}
	};
	return {
		async lookUp(to, asked, nowNs) {
			return lookUpStored(options, to, asked, await found(cacheKey(to, asked.path), nowNs), nowNs);
		},
		async answered(asking, reply, times) {
			const stored = await found(askingKey(asking), times.repliedNs);
			const settled = settleAnswer(options, asking, reply, times, stored);
			await make(settled.change, times.repliedNs);
			return settled;
		},
		async failed(asking, nowNs) {
			return staleAfterFailure(options, asking, nowNs, await found(askingKey(asking), nowNs));
		},
	};
}
