import { type RedisServer, redisServerPath, startRedisServer } from "@roundtrip/testing";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runReal } from "../run.ts";
import { scenarioOf } from "../testing/rehearse.ts";
import { eventsOf } from "../testing/story.ts";

const PATIENCE_MS = 60_000;
const path = redisServerPath();
let redis: RedisServer | undefined;
beforeAll(async () => {
	redis = path === undefined ? undefined : await startRedisServer(path);
});
afterAll(() => redis?.stop());

const shop = (traffic: string, more = ""): string => `
nodes: { ann: { is: client, timeout: 3s }, edge: { is: cache, of: shop }, shop: { is: server } }
links: { ann -> edge: { rtt: 4ms }, edge -> shop: { rtt: 20ms } }
routes: { shop: { GET /item: [ { reply: 200, size: 500B, headers: { cache-control: max-age=60 } } ] } }
traffic: ${traffic}
${more}`;

describe.runIf(path !== undefined)("a run whose cache is in Redis", { timeout: PATIENCE_MS }, () => {
	it("keeps its replies there while it lasts, says so in its trace, and leaves nothing", async () => {
		const look = new Redis(redis?.url ?? "");
		const seen: string[] = [];
		const watching = setInterval(() => void look.keys("roundtrip:*").then((keys) => seen.push(...keys)), 20);
		const scenario = scenarioOf(shop("[ { ann: GET /item, times: 5, one-by-one: true } ]"));
		const result = await runReal(scenario, { caches: { edge: redis?.url ?? "" }, isRehearsed: false });
		clearInterval(watching);
		if (!result.ok) throw new Error(result.problem.message);
		const found = eventsOf(result.trace, "looked-up").map(({ data }) => data.found);
		expect(found).toEqual(["miss", "fresh", "fresh", "fresh", "fresh"]);
		expect(result.trace.header.versions.redis).toMatch(/^\d+\./);
		expect(
			new Set(
				seen.map((key) =>
					key
						.replace(/[0-9a-f]{16}/, "RUN")
						.split(":")
						.slice(0, 3)
						.join(":"),
				),
			),
		).toEqual(new Set(["roundtrip:RUN:edge"]));
		expect(await look.keys("*")).toEqual([]);
		look.disconnect();
	});

	it("loses all of it when a fault flushes it, as one in memory does", async () => {
		const traffic = "[ { ann: GET /item, times: 4, every: 300ms } ]";
		const scenario = scenarioOf(shop(traffic, "faults: [ { flush: edge, at: 450ms } ]"));
		for (const caches of [{ edge: redis?.url ?? "" }, {}]) {
			const result = await runReal(scenario, { caches, isRehearsed: false });
			if (!result.ok) throw new Error(result.problem.message);
			expect(eventsOf(result.trace, "looked-up").map(({ data }) => data.found)).toEqual([
				...["miss", "fresh", "miss", "fresh"],
			]);
			expect(eventsOf(result.trace, "flushed").map(({ node }) => node)).toEqual(["edge"]);
		}
	});

	it("has what it stored after a crash of the cache: the store is another process", async () => {
		const traffic = "[ { ann: GET /item }, { ann: GET /item, at: 2s } ]";
		const scenario = scenarioOf(shop(traffic, "faults: [ { crash: edge, at: 300ms, restart-at: 500ms } ]"));
		const found = async (caches: Readonly<Record<string, string>>): Promise<readonly string[]> => {
			const result = await runReal(scenario, { caches, isRehearsed: false });
			if (!result.ok) throw new Error(result.problem.message);
			return eventsOf(result.trace, "looked-up").map(({ data }) => data.found);
		};
		expect(await found({ edge: redis?.url ?? "" })).toEqual(["miss", "fresh"]);
		expect(await found({})).toEqual(["miss", "miss"]);
	});

	it("goes on without its store where Redis is killed in the middle: each answer comes, from the server", async () => {
		const mortal = await startRedisServer(path ?? "");
		const scenario = scenarioOf(shop("[ { ann: GET /item, every: 200ms, times: 8 } ]"));
		const killed = { yet: false };
		const result = await runReal(scenario, {
			isRehearsed: false,
			caches: { edge: mortal.url },
			onProgress(text) {
				if (text === "Running" && !killed.yet) setTimeout(() => void mortal.stop(), 700);
				killed.yet ||= text === "Running";
			},
		});
		if (!result.ok) throw new Error(result.problem.message);
		const lookups = eventsOf(result.trace, "looked-up").map(({ data }) => data.why ?? data.found);
		expect(lookups.slice(0, 2)).toEqual(["nothing-stored", "fresh"]);
		expect(lookups.at(-1)).toBe("store-failed");
		expect(eventsOf(result.trace, "stored").at(-1)?.data).toEqual({ what: "not-stored", why: "store-failed" });
		const settled = eventsOf(result.trace, "settled");
		expect(settled.map(({ data }) => data.status)).toEqual(Array.from({ length: 8 }, () => 200));
	});
});

describe("a Redis that can't be used", () => {
	const scenario = scenarioOf(shop("[ { ann: GET /item } ]"));
	it.each([
		["isn't there", { edge: "redis://me:secret@127.0.0.1:1" }, "The Redis of edge can't be used: connect ECONNREFUSED"],
		[
			"is for another node",
			{ shop: "redis://me:secret@127.0.0.1:1" },
			"shop is no shared cache of this scenario; there is edge",
		],
		["is something else", { edge: "http://me:secret@127.0.0.1:1" }, "The URL of edge is none of a Redis"],
	])("because it %s is told in a sentence, without its password", async (_why, caches, sentence) => {
		const result = await runReal(scenario, { caches, isRehearsed: false });
		expect(result.ok).toBe(false);
		if (result.ok) return;
		expect(result.problem.kind).toBe("cache");
		expect(result.problem.message).toContain(sentence);
		expect(result.problem.message).not.toContain("secret");
	});
});
