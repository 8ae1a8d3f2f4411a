import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordContent, recordKey } from "@roundtrip/behaviour";
import { type Trace, traceLines } from "@roundtrip/model";
import { type PostgresServer, startPostgres } from "@roundtrip/testing";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ENTRIES } from "./entries.ts";
import { type RunOptions, type RunResult, runReal } from "./run.ts";
import { childrenOf } from "./testing/processes.ts";
import { scenarioOf } from "./testing/rehearse.ts";
import { eventsOf, storyOf } from "./testing/story.ts";

const PATIENCE_MS = 60_000;

const BANK = `
nodes:
  phone: { is: client, timeout: 500ms, retry: { attempts: 20, backoff: 200ms, jitter: none } }
  bank: { is: server }
  ledger: { is: database }
links: { phone -> bank: { rtt: 20ms }, bank -> ledger: { rtt: 2ms } }
routes:
  bank:
    POST /transfers: [ { query: ledger, effect: transfer, takes: 10ms }, { query: ledger, effect: receipt }, { reply: 201 } ]
    GET /transfers: [ { query: ledger }, { reply: 200 } ]
`;
const TRANSFERS = `${BANK}
traffic: [ { phone: POST /transfers, times: 3, one-by-one: true }, { phone: GET /transfers, at: 1200ms } ]
faults: [ { lose: e2.1< } ]`;
/** Lasts as long as nobody ends it. */
const ENDLESS = TRANSFERS.replace("takes: 10ms", "takes: 10min").replace("timeout: 500ms", "timeout: 10min");

let postgres: PostgresServer;
let administrator: pg.Client;
let stateDir = "";
beforeAll(async () => {
	postgres = await startPostgres();
	administrator = new pg.Client({ connectionString: postgres.url });
	await administrator.connect();
}, PATIENCE_MS);
afterAll(async () => {
	await administrator.end();
	await postgres.stop();
});
beforeEach(() => {
	stateDir = mkdtempSync(join(tmpdir(), "roundtrip-test-"));
});
afterEach(() => rmSync(stateDir, { recursive: true }));

async function schemas(): Promise<readonly string[]> {
	const { rows } = await administrator.query<{ readonly nspname: string }>(
		"SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema|public)'",
	);
	return rows.map(({ nspname }) => nspname);
}

async function run(text: string, options: RunOptions = {}): Promise<RunResult> {
	const before = await childrenOf(process.pid);
	const result = await runReal(scenarioOf(text), {
		...{ stateDir, databases: { ledger: postgres.url }, isRehearsed: false },
		...options,
	});
	expect(await childrenOf(process.pid)).toEqual(before);
	expect(readdirSync(stateDir)).toEqual([]);
	expect(await schemas()).toEqual([]);
	return result;
}

async function traceOf(text: string, options: RunOptions = {}): Promise<Trace> {
	const result = await run(text, options);
	if (!result.ok) throw new Error(result.problem.message);
	return result.trace;
}

/** What a test needs not to tell apart: the order of things that happen in different processes. */
const story = (trace: Trace): readonly string[] =>
	[...storyOf(trace, "sent", "delivered", "lost", "committed", "settled", "timed-out")].sort();

describe("a run on PostgreSQL", { timeout: PATIENCE_MS }, () => {
	test("tells the story that it tells with the embedded engine, with exactly as many effects", async () => {
		const onPostgres = await traceOf(TRANSFERS);
		const embedded = await traceOf(TRANSFERS, { databases: {} });
		expect(story(onPostgres)).toEqual(story(embedded));
		// Two for each of three transfers, and two more for the one whose answer was lost.
		expect(eventsOf(onPostgres, "committed")).toHaveLength(8);
		expect(bodiesOf(onPostgres)).toEqual(bodiesOf(embedded));
		expect(bodiesOf(onPostgres).at(-1)).toBe('{"count":8}');
	});

	test("commits the effects of a transaction together, as the embedded engine does", async () => {
		const text = `${BANK.replace("effect: transfer,", "effect: debit, with: [credit],")}
traffic: [ { phone: POST /transfers, times: 2, one-by-one: true }, { phone: GET /transfers, at: 1200ms } ]`;
		const onPostgres = await traceOf(text);
		expect(story(onPostgres)).toEqual(story(await traceOf(text, { databases: {} })));
		const committed = eventsOf(onPostgres, "committed").map(({ call, data }) => `${call} ${data.effect}`);
		const whole = (call: string): readonly string[] => [`${call}/1 debit`, `${call}/1 credit`, `${call}/2 receipt`];
		expect(committed).toEqual([...whole("e1.1"), ...whole("e2.1")]);
		expect(bodiesOf(onPostgres).at(-1)).toBe('{"count":6}');
	});

	test("says its version, and nowhere where it was", async () => {
		const trace = await traceOf(TRANSFERS);
		expect(trace.header.versions.postgresql).toMatch(/^\d+/);
		const { hostname, port, password } = new URL(postgres.url);
		const text = [...traceLines(trace)].join("\n");
		for (const secret of [`${hostname}:${port}`, password]) expect(text).not.toContain(secret);
	});

	test("takes no less time than its queries, and its commits are a part of that", async () => {
		const trace = await traceOf(TRANSFERS);
		for (const { call, at } of eventsOf(trace, "replied").filter(({ node }) => node === "ledger")) {
			const started = eventsOf(trace, "started").find((event) => event.call === call);
			const committed = eventsOf(trace, "committed").find((event) => event.call === call);
			const takesNs = call.startsWith("e4") || call.endsWith("/2") ? 1e6 : 10e6;
			expect(at - (started?.at ?? 0)).toBeGreaterThanOrEqual(takesNs);
			if (committed !== undefined) expect(committed.at).toBeLessThanOrEqual(at);
		}
	});

	test("keeps rows over a crash of the node in front of it", async () => {
		const trace = await traceOf(
			`${TRANSFERS.replace("at: 1200ms", "at: 2200ms").replace("{ lose: e2.1< }", "")}
expect: []`.replace("faults: [  ]", "faults: [ { crash: ledger, at: 2s, restart-at: 2100ms } ]"),
		);
		expect(storyOf(trace, "crashed", "restarted")).toEqual(["ledger crashed", "ledger restarted"]);
		expect(bodiesOf(trace).at(-1)).toBe('{"count":6}');
	});

	test.each(["true", "false"])("looks up records that lie in it, with an index: %s", async (index) => {
		const text = TRANSFERS.replace("is: database }", `is: database, rows: 2000, index: ${index} }`);
		const trace = await traceOf(text);
		const content = recordContent(recordKey("e4.1/1", 2_000));
		expect(bodiesOf(trace).at(-1)).toBe(JSON.stringify({ record: content }));
	});
});

function bodiesOf(trace: Trace): readonly (string | undefined)[] {
	return eventsOf(trace, "sent")
		.filter(({ node }) => node === "ledger")
		.map(({ data }) => data.body);
}

describe("whatever happens, nothing is left in PostgreSQL", { timeout: PATIENCE_MS }, () => {
	test("when the run is stopped in the middle", async () => {
		const stopping = new AbortController();
		let during: Promise<readonly string[]> | undefined;
		const result = await run(ENDLESS, {
			signal: stopping.signal,
			onProgress(what) {
				if (what !== "Running") return;
				during = schemas();
				stopping.abort();
			},
		});
		expect(result).toMatchObject({ ok: false, problem: { kind: "aborted" } });
		expect(await during).toHaveLength(2);
	});

	test("when whoever runs it is killed: the next run there takes its schemas away", async () => {
		const orchestrator = spawn(process.execPath, ["--input-type=module", "--eval", orchestratorOf(ENDLESS)], {
			stdio: ["ignore", "pipe", "inherit"],
		});
		await once(orchestrator.stdout, "data");
		const gone = once(orchestrator, "exit");
		expect(await schemas()).toHaveLength(2);
		orchestrator.kill("SIGKILL");
		await gone;
		// PostgreSQL finds out about the end of a connection when it next reads from it: as soon as that is closed.
		await expect.poll(heldLocks, { timeout: PATIENCE_MS }).toBe(0);
		await traceOf(TRANSFERS);
	});

	test("and what others have there stays", async () => {
		await administrator.query("CREATE SCHEMA roundtrip_mine");
		const result = await runReal(scenarioOf(TRANSFERS), { stateDir, databases: { ledger: postgres.url } });
		expect(result.ok).toBe(true);
		expect(await schemas()).toEqual(["roundtrip_mine"]);
		await administrator.query("DROP SCHEMA roundtrip_mine");
	});
});

async function heldLocks(): Promise<number> {
	const { rows } = await administrator.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'");
	return rows.length;
}

/** A program that runs a scenario on PostgreSQL and says when it runs. */
function orchestratorOf(text: string): string {
	const library = new URL("../dist/index.js", ENTRIES.client).href;
	const options = { stateDir, databases: { ledger: postgres.url } };
	const told = `{ ...${JSON.stringify(options)}, onProgress: (what) => what === "Running" && console.log(what) }`;
	return `import { runReal } from "${library}"; await runReal(${JSON.stringify(scenarioOf(text))}, ${told});`;
}

describe("a PostgreSQL that can't be used is a problem without its password", { timeout: PATIENCE_MS }, () => {
	const SECRET = "s3cr3t!";
	const changed = (parts: Partial<Pick<URL, "password" | "port" | "pathname">>): string =>
		Object.assign(new URL(postgres.url), parts).href;

	test.each<[string, () => string, RegExp]>([
		["the password is wrong", () => changed({ password: SECRET }), /password authentication failed/],
		["nobody listens", () => changed({ password: SECRET, port: "1" }), /ECONNREFUSED/],
		["there is no such database", () => changed({ pathname: "/nowhere" }), /"nowhere" does not exist/],
		["it is the URL of something else", () => `mysql://ada:${SECRET}@127.0.0.1/bank`, /write it like postgres:/],
		["it is no URL", () => `postgres://ada:${SECRET}@127.0.0.1:port/bank`, /./],
	])("where %s", async (_what, url, message) => {
		const result = await run(TRANSFERS, { databases: { ledger: url() } });
		expect(result).toMatchObject({ ok: false, problem: { kind: "database" } });
		if (result.ok) return;
		expect(result.problem.message).toMatch(message);
		expect(result.problem.message).toContain("ledger");
		const { password } = new URL(postgres.url);
		for (const secret of [SECRET, encodeURIComponent(SECRET), password])
			expect(result.problem.message).not.toContain(secret);
	});

	test("where the scenario has no such database", async () => {
		const result = await run(TRANSFERS, { databases: { bank: postgres.url } });
		expect(result).toEqual({
			ok: false,
			problem: { kind: "database", message: "bank is no database of this scenario; there is ledger." },
		});
	});

	test("where it ends in the middle of the run", async () => {
		const mortal = await startPostgres();
		const result = await runReal(scenarioOf(TRANSFERS.replace("at: 1200ms", "at: 5s")), {
			...{ stateDir, databases: { ledger: mortal.url } },
			onProgress(what) {
				if (what === "Running") void mortal.stop();
			},
		});
		await mortal.stop();
		expect(result).toMatchObject({ ok: false, problem: { kind: "database" } });
		expect(readdirSync(stateDir)).toEqual([]);
	});
});
