import { readFileSync } from "node:fs";
import { createTrace, PROGRAM_VERSION, parseScenario, readTrace, TRACE_VERSION } from "@roundtrip/model";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deferred } from "../testing/deferred.ts";
import { createLabServer } from "./lab-server.ts";
import type { Runner } from "./run-route.ts";

const TOKEN = "secret-of-this-start";
const scenario = readFileSync(new URL("../../../../scenarios/first-request.yaml", import.meta.url), "utf8");

/** A run that is over at once, with an empty trace. */
const instant: Runner = async (played, { seed = 1 }) => ({
	ok: true,
	trace: createTrace({ trace: TRACE_VERSION, world: "real", seed, scenario: played, versions: {}, fidelity: {} }),
});

let app: FastifyInstance;
let address = "";
let runner: Runner = instant;

beforeEach(async () => {
	runner = instant;
	app = await createLabServer({ webFolder: "/nowhere", token: TOKEN, runner: (...args) => runner(...args) });
	address = await app.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(() => app.close());

function ask(path: string, init: { headers?: Record<string, string>; body?: unknown } = {}): Promise<Response> {
	const { headers = {}, body } = init;
	const post = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
	return fetch(`${address}${path}`, {
		...post,
		headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
	});
}

const authorization = `Bearer ${TOKEN}`;

describe("the lab server", () => {
	it("says who it is", async () => {
		expect(await (await ask("/api/hello")).json()).toEqual({ roundtrip: PROGRAM_VERSION, real: true });
	});

	it("runs a scenario and answers with the trace", async () => {
		const response = await ask("/api/runs", { headers: { authorization }, body: { scenario, seed: 7 } });
		expect(response.headers.get("content-type")).toBe("application/x-ndjson");
		const read = await readTrace([await response.text()]);
		const parsed = parseScenario(scenario);
		expect(read.ok && read.trace.header.seed).toBe(7);
		expect(read.ok && read.trace.header.scenario).toEqual(parsed.ok && parsed.value);
	});

	it("refuses to start a run without the token of this start", async () => {
		for (const headers of [{}, { authorization: "Bearer guess" }, { authorization: TOKEN }]) {
			const response = await ask("/api/runs", { headers: headers as Record<string, string>, body: { scenario } });
			expect(response.status).toBe(401);
			expect(response.headers.get("content-type")).toContain("application/problem+json");
		}
	});

	it("refuses a foreign origin, even with the token", async () => {
		const headers = { authorization, origin: "http://evil.example" };
		expect((await ask("/api/runs", { headers, body: { scenario } })).status).toBe(403);
		expect((await ask("/api/hello", { headers: { origin: "null" } })).status).toBe(403);
	});

	it("refuses a foreign host, as DNS rebinding would send it", async () => {
		const refused = await app.inject({ method: "GET", url: "/api/hello", headers: { host: "evil.example:4400" } });
		expect(refused.statusCode).toBe(403);
	});

	it("gives line and column for a scenario that is wrong", async () => {
		const response = await ask("/api/runs", {
			headers: { authorization },
			body: { scenario: "roundtrip: 1\ntitel: x" },
		});
		expect(response.status).toBe(422);
		expect((await response.json()) as unknown).toMatchObject({ detail: expect.stringContaining("scenario:2:1") });
	});

	it("refuses what is not asked for, too large, or not JSON, with a problem", async () => {
		const tooLarge = await ask("/api/runs", { headers: { authorization }, body: { scenario: "x".repeat(2_000_000) } });
		expect(tooLarge.status).toBe(413);
		const foreign = await ask("/api/runs", { headers: { authorization }, body: { scenario, command: "rm" } });
		expect(foreign.status).toBe(400);
		const text = await fetch(`${address}/api/runs`, { method: "POST", body: "x", headers: { authorization } });
		expect(text.status).toBe(415);
	});

	it("makes one real run at a time, and ends it when whoever asked goes away", async () => {
		const { promise: begun, resolve: begin } = deferred<AbortSignal>();
		runner = (_, { signal }) =>
			new Promise((resolve) => {
				if (signal === undefined) return;
				signal.addEventListener("abort", () => resolve({ ok: false, problem: { kind: "aborted", message: "ended" } }));
				begin(signal);
			});
		const leaving = new AbortController();
		const first = fetch(`${address}/api/runs`, {
			method: "POST",
			headers: { authorization, "content-type": "application/json" },
			body: JSON.stringify({ scenario }),
			signal: leaving.signal,
		});
		const signal = await begun;
		expect((await ask("/api/runs", { headers: { authorization }, body: { scenario } })).status).toBe(409);
		const { promise: ended, resolve: end } = deferred<void>();
		signal.addEventListener("abort", () => end());
		leaving.abort();
		await expect(first).rejects.toThrow();
		await ended;
		runner = instant;
		expect((await ask("/api/runs", { headers: { authorization }, body: { scenario } })).status).toBe(200);
	});

	it("tells what to do where the page is not built", async () => {
		expect(await (await ask("/")).json()).toMatchObject({ detail: "Run: npm run build" });
	});

	it("keeps pages in their place", async () => {
		const { headers } = await ask("/api/hello");
		expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
		expect(headers.get("x-content-type-options")).toBe("nosniff");
		expect(headers.get("referrer-policy")).toBe("no-referrer");
	});
});
