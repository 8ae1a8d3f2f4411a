import { createHttpCache, type HttpReply, type HttpRequest, type Lookup } from "@roundtrip/behaviour";
import { expect, test } from "vitest";
import type { CacheStore } from "./cache-store.ts";
import { CacheStoreError } from "./cache-store-error.ts";
import { createMemoryStore } from "./memory-store.ts";
import { createStoredCache } from "./stored-cache.ts";

const S = 1e9;
const ASKED: HttpRequest = { method: "GET", path: "/feed", fields: [], body: { size: 0 } };
const REPLY: HttpReply = {
	status: 200,
	fields: [
		["cache-control", "max-age=60, stale-if-error=60"],
		["etag", '"one"'],
	],
	body: { size: 20 },
};
const BROKEN: CacheStore = {
	get: () => Promise.reject(new CacheStoreError("gone")),
	change: () => Promise.reject(new CacheStoreError("gone")),
	bytes: async () => 0,
	clear: async () => undefined,
	close: async () => undefined,
};

test("it answers as the cache of the simulated world does", async () => {
	const memory = createMemoryStore(1e6);
	const real = createStoredCache({ isShared: true }, () => memory);
	const simulated = createHttpCache({ isShared: true, maxBytes: 1e6 });
	const same = async (atNs: number): Promise<Lookup> => {
		const looked = simulated.lookUp("shop", ASKED, atNs);
		expect(await real.lookUp("shop", ASKED, atNs)).toEqual(looked);
		return looked;
	};
	const missed = await same(0);
	if (missed.how !== "miss") throw new Error(missed.how);
	const times = { requestedNs: 0, repliedNs: S };
	expect(await real.answered(missed.asking, REPLY, times)).toEqual(simulated.answered(missed.asking, REPLY, times));
	expect((await same(9 * S)).how).toBe("fresh");
	const stale = await same(99 * S);
	if (stale.how !== "revalidate") throw new Error(stale.how);
	const kept = simulated.failed(stale.asking, 100 * S);
	expect(kept?.status).toBe(200);
	expect(await real.failed(stale.asking, 100 * S)).toEqual(kept);
});

test("a store that fails makes no request fail", async () => {
	const cache = createStoredCache({ isShared: true }, () => BROKEN);
	const missed = await cache.lookUp("shop", ASKED, 0);
	if (missed.how !== "miss") throw new Error(missed.how);
	expect(missed.why).toBe("store-failed");
	expect(await cache.answered(missed.asking, REPLY, { requestedNs: 0, repliedNs: S })).toMatchObject({
		...{ what: "not-stored", why: "store-failed" },
	});
	expect(await cache.failed(missed.asking, S)).toBeUndefined();
});
