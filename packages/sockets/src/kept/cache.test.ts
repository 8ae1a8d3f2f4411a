import { setTimeout as wait } from "node:timers/promises";
import { redisServerPath, startRedisServer } from "@roundtrip/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KeptForTest, keepForTest } from "../testing/kept.ts";

const PATIENCE_MS = 60_000;

const SHOP = `
nodes:
  ann: { is: client }
  edge: { is: cache, of: shop }
  shop: { is: server }
  items: { is: database }
links:
  ann -> edge: { rtt: 4ms }
  edge -> shop: { rtt: 10ms }
  shop -> items: { rtt: 2ms }
routes:
  shop:
    GET /item: [ { query: items }, { reply: 200, size: 60B, headers: { cache-control: "max-age=60", etag: '"v1"' } } ]
    PUT /item: [ { query: items, effect: change }, { reply: 204 } ]
    GET /quick: [ { query: items }, { reply: 200, size: 60B, headers: { cache-control: "max-age=1, stale-while-revalidate=30", etag: '"q1"' } } ]
    GET /own: [ { query: items }, { reply: 200, headers: { cache-control: no-store } } ]
    GET /by-language: [ { reply: 200, body: "hello", headers: { cache-control: max-age=60, vary: accept-language } } ]
    sse /news: [ { send: 1, body: x } ]
traffic: [ { ann: GET /item } ]`;

const REDIS = redisServerPath();

describe.each([
	["in memory", false],
	["in Redis", true],
] as const)("a kept cache %s", (_where, inRedis) => {
	let kept: KeptForTest;
	let stopRedis: () => Promise<void> = async () => undefined;
	const isHere = !inRedis || REDIS !== undefined;
	beforeAll(async () => {
		if (!isHere) return;
		const redis = inRedis ? await startRedisServer(REDIS ?? "") : undefined;
		stopRedis = async () => redis?.stop();
		kept = await keepForTest(SHOP, redis === undefined ? {} : { caches: { edge: redis.url } });
	}, PATIENCE_MS);
	afterAll(async () => {
		if (isHere) await kept.end();
		await stopRedis();
	});

	const ask = (path: string, options: RequestInit = {}): Promise<Response> => fetch(kept.url("edge", path), options);
	const status = (answer: Response): string => answer.headers.get("cache-status") ?? "";

	it.runIf(isHere)("has an address of its own, and says whose cache it is", async () => {
		expect(kept.servers.map(({ name, cacheOf }) => [name, cacheOf])).toEqual([
			["edge", "shop"],
			["shop", undefined],
		]);
		expect(await (await ask("/")).text()).toContain("This is edge, a shared cache of shop");
	});

	it.runIf(isHere)("answers a stranger from what it has: the same content, with its age and what it did", async () => {
		const first = await ask("/item");
		expect(status(first)).toBe("edge; fwd=uri-miss; fwd-status=200; stored");
		expect(first.headers.get("age")).toBeNull();
		const content = await first.text();
		expect(JSON.parse(content)).toMatchObject({ count: 0 });
		const second = await ask("/item");
		expect(status(second)).toMatch(/^edge; hit; ttl=(59|60)$/);
		expect(second.headers.get("age")).toMatch(/^[01]$/);
		expect(await second.text()).toBe(content);
		const head = await ask("/item", { method: "HEAD" });
		expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "60", ""]);
	});

	it.runIf(isHere)("confirms to a stranger what that has already, with 304 and nothing else", async () => {
		await ask("/item");
		const same = await ask("/item", { headers: { "if-none-match": '"v1"' } });
		expect([same.status, await same.text()]).toEqual([304, ""]);
		expect((await ask("/item", { headers: { "if-none-match": '"v0"' } })).status).toBe(200);
	});

	it.runIf(isHere)("forgets what an unsafe method has changed", async () => {
		await ask("/item");
		expect((await ask("/item", { method: "PUT", body: "x" })).status).toBe(204);
		const after = await ask("/item");
		expect(status(after)).toContain("fwd=uri-miss");
		expect(await after.json()).toMatchObject({ count: 1 });
	});

	it.runIf(isHere)("gives what is stale while it asks anew behind the stranger's back", async () => {
		await ask("/quick");
		await wait(1_200);
		expect(status(await ask("/quick"))).toMatch(/^edge; hit; ttl=-/);
		await wait(300);
		expect(status(await ask("/quick"))).toMatch(/^edge; hit; ttl=[01]$/);
	});

	it.runIf(isHere)("stores nothing that must not be stored", async () => {
		for (let times = 0; times < 2; times++) {
			expect(status(await ask("/own"))).toBe("edge; fwd=uri-miss; fwd-status=200; detail=no-store");
		}
	});

	it.runIf(isHere)("tells variants apart, and queries", async () => {
		const inLanguage = (language: string) => ask("/by-language", { headers: { "accept-language": language } });
		await inLanguage("de");
		expect(status(await inLanguage("de"))).toContain("hit");
		expect(status(await inLanguage("fr"))).toContain("fwd=vary-miss");
		await ask("/by-language?page=1");
		expect(status(await ask("/by-language?page=2"))).toContain("fwd=uri-miss");
	});

	it.runIf(isHere)("says what it hasn't, and shuts out who is shut out of servers", async () => {
		const missing = await ask("/nothing");
		expect([missing.status, ((await missing.json()) as { detail: string }).detail]).toEqual([
			404,
			"edge is a cache of shop, which has no such route of plain HTTP: /nothing",
		]);
		expect((await ask("/news")).status).toBe(404);
		const deleted = await ask("/item", { method: "DELETE" });
		expect([deleted.status, deleted.headers.get("allow")]).toEqual([405, "GET, PUT, HEAD, OPTIONS"]);
		expect((await ask("/item", { headers: { origin: "https://example.com" } })).status).toBe(403);
		expect((await ask("/item", { method: "PUT", body: "x".repeat(1_048_577) })).status).toBe(413);
	});
});
