import type { StoredReply } from "@roundtrip/behaviour";
import { createShelf, storedBytes } from "@roundtrip/behaviour";
import { type RedisServer, redisServerPath, startRedisServer } from "@roundtrip/testing";
import fc from "fast-check";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { CacheStore } from "./cache-store.ts";
import { CacheStoreError } from "./cache-store-error.ts";
import { createMemoryStore } from "./memory-store.ts";
import { openRedisStore } from "./redis-store.ts";

const MS = 1e6;
const path = redisServerPath();
let server: RedisServer | undefined;
beforeAll(async () => {
	server = path === undefined ? undefined : await startRedisServer(path);
});
afterAll(() => server?.stop());

let opened = 0;
const KINDS: ReadonlyArray<readonly [string, boolean, (maxBytes: number) => Promise<CacheStore>]> = [
	["in memory", true, async (maxBytes) => createMemoryStore(maxBytes)],
	[
		"in Redis",
		path !== undefined,
		(maxBytes) => openRedisStore({ url: server?.url ?? "", prefix: `run[${++opened}]:`, maxBytes }),
	],
];

function stored(key: string, size: number, variant = "", text?: string): StoredReply {
	const reply = { status: 200, fields: [], body: text === undefined ? { size } : { size, octets: text } };
	return { ...{ key, variant, vary: [], requestedNs: 0, repliedNs: 5, bornNs: 0, lifetimeNs: 60e9 }, reply };
}
const put = (reply: StoredReply, untilNs?: number) => ({ forget: [], remove: [], put: [{ stored: reply, untilNs }] });

describe.each(KINDS)("a store %s", (_, isHere, open) => {
	it.runIf(isHere)("gives back what was put, byte for byte, each variant of a key", async () => {
		const store = await open(1e6);
		const bytes = String.fromCharCode(...Array.from({ length: 256 }, (__, code) => code));
		const one = stored("shop /a", 256, "", bytes);
		const other = stored("shop /a", 5, '[["accept","x\ny"]]');
		await store.change(put(one), 0);
		await store.change(put(other), 0);
		const got = await store.get("shop /a", 0);
		expect(got.length).toBe(2);
		expect(got).toEqual(expect.arrayContaining([one, other]));
		expect(await store.get("shop /b", 0)).toEqual([]);
		expect(await store.bytes()).toBe(storedBytes(one) + storedBytes(other));
		await store.close();
	});

	it.runIf(isHere)("keeps the same as the cache of the simulated world, whatever is done", async () => {
		const keys = ["a", "b", "c"];
		const deed = fc.record({
			what: fc.constantFrom("put", "put", "put", "get", "remove", "forget"),
			key: fc.constantFrom(...keys),
			variant: fc.constantFrom("", "x"),
			size: fc.nat({ max: 90 }),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(deed, { maxLength: 25 }), async (deeds) => {
				const store = await open(150);
				const shelf = createShelf(150);
				for (const { what, key, variant, size } of deeds) {
					const reply = stored(key, size, variant);
					if (what === "put") shelf.put(reply);
					if (what === "remove") shelf.remove(reply);
					if (what === "forget") shelf.forget(key);
					const order = (list: readonly StoredReply[]) => list.map((each) => each.variant).sort();
					if (what === "get") expect(order(await store.get(key, 0))).toEqual(order(shelf.get(key)));
					else {
						const forget = what === "forget" ? [key] : [];
						const remove = what === "remove" ? [reply] : [];
						await store.change(
							{ forget, remove, put: what === "put" ? [{ stored: reply, untilNs: undefined }] : [] },
							0,
						);
					}
					expect(await store.bytes()).toBe(shelf.bytes);
				}
				await store.clear();
				expect(await store.bytes()).toBe(0);
				await store.close();
			}),
			{ seed: 941, numRuns: 30 },
		);
	});
});

describe.runIf(path !== undefined)("Redis", () => {
	it("is shared by all who have the same prefix, and by nobody else", async () => {
		const open = (prefix: string) => openRedisStore({ url: server?.url ?? "", prefix, maxBytes: 1e6 });
		const [one, same, other] = await Promise.all([open("one*:"), open("one*:"), open("one-more:")]);
		await one.change(put(stored("a", 5)), 0);
		await other.change(put(stored("a", 7)), 0);
		expect(await same.get("a", 0)).toEqual([stored("a", 5)]);
		await same.clear();
		expect([(await one.get("a", 0)).length, (await other.get("a", 0)).length]).toEqual([0, 1]);
		await Promise.all([one, same, other].map((store) => store.close()));
	});

	it("has nothing left where a store was cleared, and nothing that stays for ever where it wasn't", async () => {
		const look = new Redis(server?.url ?? "");
		await look.flushall();
		const store = await openRedisStore({ url: server?.url ?? "", prefix: "left:", maxBytes: 1e6 });
		await store.change(put(stored("a", 5), 10 * MS), 0);
		const keys = await look.keys("*");
		expect(keys.length).toBeGreaterThan(3);
		for (const key of keys) expect(await look.ttl(key)).toBeGreaterThan(0);
		await store.clear();
		expect(await look.keys("*")).toEqual([]);
		await store.close();
		look.disconnect();
	});
});

test.runIf(path !== undefined)("a Redis that dies is said to have, and nothing waits for it", async () => {
	const mortal = await startRedisServer(path ?? "");
	const store = await openRedisStore({ url: mortal.url, prefix: "x:", maxBytes: 1e6 });
	await store.change(put(stored("a", 5)), 0);
	await mortal.stop();
	await expect(store.get("a", 0)).rejects.toThrow(CacheStoreError);
	await expect(store.change(put(stored("a", 5)), 0)).rejects.toThrow(CacheStoreError);
	await store.close();
});

test("a Redis that isn't there is said to be so, at once", async () => {
	const opening = openRedisStore({ url: "redis://:secret@127.0.0.1:1", prefix: "x:", maxBytes: 1 });
	await expect(opening).rejects.toThrow(CacheStoreError);
	await expect(opening).rejects.toThrow("connect ECONNREFUSED 127.0.0.1:1");
});

it.runIf(path !== undefined)("a Redis gives nothing that is of no use to anybody any more", async () => {
	const store = await openRedisStore({ url: server?.url ?? "", prefix: `run[${++opened}]:`, maxBytes: 1e6 });
	await store.change(put(stored("a", 5), 10 * MS), 0);
	await store.change(put(stored("b", 5)), 0);
	expect((await store.get("a", 10 * MS)).length).toBe(1);
	expect((await store.get("a", 11 * MS)).length).toBe(0);
	expect((await store.get("b", 1e9 * MS)).length).toBe(1);
	expect(await store.bytes()).toBe(6);
	await store.close();
});
