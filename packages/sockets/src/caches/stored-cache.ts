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
import { CacheStoreError } from "./cache-store-error.ts";

/** A cache of the real world: the decisions of `HttpCache`, over a store that has to be waited for. */
export interface StoredCache {
	lookUp(to: string, asked: HttpRequest, nowNs: number): Promise<Lookup>;
	answered(asking: Asking, reply: HttpReply, times: Times): Promise<Settled>;
	failed(asking: Asking, nowNs: number): Promise<HttpReply | undefined>;
}

/**
 * A cache over a store. A store that fails makes no request fail: the cache goes on as if nothing were stored, and says so.
 */
export function createStoredCache(options: CacheOptions, store: () => CacheStore): StoredCache {
	/** Undefined where the store fails. */
	const found = async (key: string, nowNs: number): Promise<readonly StoredReply[] | undefined> => {
		try {
			return await store().get(key, nowNs);
		} catch (error) {
			return onlyStoreErrors(error);
		}
	};
	/** False where the store fails. */
	const make = async (change: Change, nowNs: number): Promise<boolean> => {
		if (change.forget.length + change.remove.length + change.put.length === 0) return true;
		const put = change.put.map((stored) => ({ stored, untilNs: usableUntilNs(stored) }));
		try {
			await store().change({ ...change, put }, nowNs);
			return true;
		} catch (error) {
			return onlyStoreErrors(error) ?? false;
		}
	};
	return {
		async lookUp(to, asked, nowNs) {
			const stored = await found(cacheKey(to, asked.path), nowNs);
			const lookup = lookUpStored(options, to, asked, stored ?? [], nowNs);
			return stored === undefined && lookup.how === "miss" ? { ...lookup, why: "store-failed" } : lookup;
		},
		async answered(asking, reply, times) {
			const stored = await found(askingKey(asking), times.repliedNs);
			const settled = settleAnswer(options, asking, reply, times, stored ?? []);
			if (await make(settled.change, times.repliedNs)) return settled;
			const isKept = settled.what === "stored" || settled.what === "freshened";
			return isKept ? { ...settled, what: "not-stored", why: "store-failed" } : settled;
		},
		async failed(asking, nowNs) {
			return staleAfterFailure(options, asking, nowNs, (await found(askingKey(asking), nowNs)) ?? []);
		},
	};
}

/** Whatever else goes wrong is a fault of ours. */
function onlyStoreErrors(error: unknown): undefined {
	if (!(error instanceof CacheStoreError)) throw error;
}
