import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RedisServer, redisServerPath, startRedisServer } from "@roundtrip/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepScenario } from "../testing/kept-command.ts";
import { roundtrip } from "../testing/recorder.ts";

const PATIENCE_MS = 90_000;

const SCENARIO = `
nodes: { phone: { is: client }, edge: { is: cache, of: shop }, shop: { is: server } }
links: { phone -> edge: { rtt: 2ms }, edge -> shop: { rtt: 2ms } }
routes: { shop: { GET /item: [ { reply: 200, size: 60B, headers: { cache-control: max-age=60 } } ] } }
traffic: [ { phone: GET /item } ]`;

const path = redisServerPath();
let redis: RedisServer | undefined;
const folder = mkdtempSync(join(tmpdir(), "roundtrip-cache-"));
beforeAll(async () => {
	redis = path === undefined ? undefined : await startRedisServer(path);
}, PATIENCE_MS);
afterAll(async () => {
	rmSync(folder, { recursive: true });
	await redis?.stop();
});

describe("--cache", { timeout: PATIENCE_MS }, () => {
	it.runIf(path !== undefined)("runs with a Redis, and says so", async () => {
		const file = join(folder, "edge.yaml");
		writeFileSync(file, `roundtrip: 1\ntitle: A test\n${SCENARIO}`);
		const { out, err, code } = await roundtrip("run", file, "--real", "--cache", `edge=${redis?.url}`);
		expect(err).toBe("");
		expect(code).toBe(0);
		expect(out).toContain(`--cache edge=${redis?.url}`);
	});

	it.runIf(path !== undefined)("keeps a scenario whose cache is in a Redis", async () => {
		const kept = await keepScenario(SCENARIO, "--cache", `edge=${redis?.url}`);
		try {
			const ask = async (): Promise<string> =>
				(await fetch(kept.url("edge", "/item"))).headers.get("cache-status") ?? "";
			expect([await ask(), await ask()]).toEqual([
				"edge; fwd=uri-miss; fwd-status=200; stored",
				expect.stringMatching(/^edge; hit; ttl=/),
			]);
		} finally {
			expect(await kept.interrupt()).toBe(130);
		}
	});

	it.each([
		[
			"a cache that the scenario has not",
			["--real"],
			"nobody=redis://:secret@127.0.0.1:1",
			"nobody is no shared cache",
		],
		["a Redis that can't be reached", ["--real"], "edge=redis://:secret@127.0.0.1:1/0", "can't be used: connect ECONN"],
		["another kind of store", ["--real"], "edge=memcached://me:secret@host", "is none of a Redis"],
		["a URL without a name", ["--real"], "redis://:secret@127.0.0.1", "--cache is written like"],
		["the simulator", [], "edge=redis://:secret@127.0.0.1", "--cache needs --real"],
	])("tells what is wrong with %s, and never the password", async (_, options, value, sentence) => {
		const { out, err, code } = await roundtrip("run", "edge-cache", ...options, "--cache", value);
		expect(code).not.toBe(0);
		expect(err).toContain(sentence);
		expect(out + err).not.toContain("secret");
	});
});
