import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Trace } from "@roundtrip/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ENTRIES } from "./entries.ts";
import { type RunOptions, type RunResult, runReal } from "./run.ts";
import { createRunFolder } from "./supervisor/run-folder.ts";
import { childrenOf, isAlive } from "./testing/processes.ts";
import { scenarioOf } from "./testing/rehearse.ts";
import { eventsOf, storyOf } from "./testing/story.ts";

const PATIENCE_MS = 60_000;

/** Enough attempts that the slowest machine has brought a node back before the last one. */
const BANK = `
nodes:
  phone: { is: client, timeout: 500ms, retry: { attempts: 20, backoff: 200ms, jitter: none } }
  bank: { is: server }
  ledger: { is: database }
links:
  phone -> bank: { rtt: 20ms, rate: 10Mbit/s }
  bank -> ledger: { rtt: 2ms }
routes:
  bank:
    POST /transfers: [ { query: ledger, effect: transfer, takes: 2ms }, { reply: 201 } ]
    GET /transfers: [ { query: ledger }, { reply: 200 } ]
`;
const ONE_TRANSFER = `${BANK}\ntraffic: [ { phone: POST /transfers } ]`;
/** Lasts as long as nobody ends it. */
const ENDLESS = `
nodes: { phone: { is: client, timeout: 10min }, bank: { is: server } }
links: { phone -> bank: { rtt: 20ms } }
routes: { bank: { GET /: [ { work: 10min }, { reply: 200 } ] } }
traffic: [ { phone: GET / } ]`;

let stateDir = "";
beforeEach(() => {
	stateDir = mkdtempSync(join(tmpdir(), "roundtrip-test-"));
});
afterEach(() => rmSync(stateDir, { recursive: true }));

/** Whatever became of the run, nothing of it may be left. */
async function expectNothingLeft(): Promise<void> {
	expect(await childrenOf(process.pid)).toEqual([]);
	expect(readdirSync(stateDir)).toEqual([]);
}

async function run(text: string, options: RunOptions = {}): Promise<RunResult> {
	const result = await runReal(scenarioOf(text), { stateDir, isRehearsed: false, ...options });
	await expectNothingLeft();
	return result;
}

async function traceOf(text: string, options: RunOptions = {}): Promise<Trace> {
	const result = await run(text, options);
	if (!result.ok) throw new Error(result.problem.message);
	return result.trace;
}

/** Starts a run and does something to it as soon as it is going on. */
async function disturb(
	text: string,
	disturbance: () => Promise<void> | void,
	signal?: AbortSignal,
): Promise<RunResult> {
	let disturbed: Promise<void> | undefined;
	const result = await run(text, {
		onProgress: (what) => {
			if (what === "Running") disturbed = Promise.resolve(disturbance());
		},
		...(signal === undefined ? {} : { signal }),
	});
	await disturbed;
	return result;
}

describe("a run with a process for each node", { timeout: PATIENCE_MS }, () => {
	test("tells the same story as the scenario, and says what it was made with", async () => {
		const trace = await traceOf(ONE_TRANSFER, { seed: 7 });
		expect(storyOf(trace, "sent", "delivered", "committed", "settled")).toEqual([
			"phone sent e1.1>",
			"bank delivered e1.1>",
			"bank sent e1.1/1>",
			"ledger delivered e1.1/1>",
			"ledger committed e1.1/1",
			"ledger sent e1.1/1<",
			"bank delivered e1.1/1<",
			"bank sent e1.1<",
			"phone delivered e1.1<",
			"phone settled e1.1",
		]);
		expect(trace.header).toMatchObject({ world: "real", seed: 7, fidelity: { "http/1.1": "bytes" } });
		expect(trace.header.versions.node).toBe(process.versions.node);
	});

	test("takes faults beside the scenario's own, and counts them after those", async () => {
		const text = ONE_TRANSFER.replace("backoff: 200ms", "backoff: 10ms");
		const trace = await traceOf(`${text}\nfaults: [ { delay: e1.1>, by: 1ms } ]`, {
			faults: [{ lose: "e1.1<", nth: 1 }],
		});
		expect(eventsOf(trace, "lost")[0]).toMatchObject({ message: "e1.1<", data: { fault: 1 } });
		expect(trace.header.scenario.faults).toHaveLength(2);
		expect(storyOf(trace, "committed")).toEqual(["ledger committed e1.1/1", "ledger committed e1.2/1"]);
	});
});

describe("a link with packets of its own", { timeout: PATIENCE_MS }, () => {
	const SECURED = `
nodes: { phone: { is: client, timeout: 400ms, retry: { attempts: 20, backoff: 200ms, jitter: none } }, bank: { is: server } }
links: { phone -> bank: { rtt: 20ms, tls: 1.3, handshake: resumed } }
routes: { bank: { GET /: [ { work: 100ms }, { reply: 200, size: 30kB } ] } }
traffic: [ { phone: GET / }, { phone: GET /, at: 950ms } ]`;

	test("is secured with a ticket from before the run", async () => {
		const trace = await traceOf(SECURED);
		expect(eventsOf(trace, "secured").map((event) => event.data.handshake)).toEqual(["resumed"]);
		expect(eventsOf(trace, "delivered").at(-1)?.data.waits).toEqual({ "congestion-window": 1 });
	});

	test.each(["", "silent: true,"])(
		"tells of a crash as its machine does, and takes tickets again after it %s",
		async (how) => {
			const trace = await traceOf(`${SECURED}\nfaults: [ { crash: bank, at: 1s, ${how} restart-at: 1500ms } ]`);
			const [closed] = eventsOf(trace, "closed");
			expect(closed?.data.why).toBe(how === "" ? "reset" : "gave-up");
			expect(eventsOf(trace, "settled").map((event) => event.data.belief)).toEqual(["ok", "ok"]);
			expect(eventsOf(trace, "secured").map((event) => event.data.handshake)).toEqual(["resumed", "resumed"]);
		},
	);
});

describe("a crash", { timeout: PATIENCE_MS }, () => {
	test("of a database leaves its rows: when it is back it counts them", async () => {
		const trace = await traceOf(`${BANK}
traffic: [ { phone: POST /transfers, times: 2, one-by-one: true }, { phone: GET /transfers, at: 1200ms } ]
faults: [ { crash: ledger, at: 1s, restart-at: 1100ms } ]`);
		expect(storyOf(trace, "crashed", "restarted")).toEqual(["ledger crashed", "ledger restarted"]);
		const answers = eventsOf(trace, "sent").filter((event) => event.node === "ledger");
		expect(answers.at(-1)?.data.body).toBe('{"count":2}');
		expect(eventsOf(trace, "committed")).toHaveLength(2);
	});

	test("of a server resets its connections, and while it is down new ones are refused", async () => {
		const trace = await traceOf(`${BANK}
traffic: [ { phone: POST /transfers }, { phone: POST /transfers, at: 1050ms } ]
faults: [ { crash: bank, at: 1s, restart-at: 2s } ]`);
		const [reset] = eventsOf(trace, "closed").filter((event) => event.connection === "phone->bank#1");
		expect(reset).toMatchObject({ node: "phone", data: { why: "reset" } });
		expect(reset?.causes.map((cause) => trace.event(cause).kind)).toEqual(["crashed"]);
		expect(eventsOf(trace, "refused").length).toBeGreaterThan(0);
		// The new process opens its first connection to the ledger, and names it as the second of the link.
		const connections = eventsOf(trace, "connected").map((event) => event.connection);
		expect(connections.filter((name) => name.startsWith("bank"))).toEqual(["bank->ledger#1", "bank->ledger#2"]);
		expect(eventsOf(trace, "settled").map((event) => event.data.belief)).toEqual(["ok", "ok"]);
	});

	test("in silence is found out by a timeout, and the old connection is never heard of again", async () => {
		const trace = await traceOf(`${BANK}
traffic: [ { phone: POST /transfers }, { phone: POST /transfers, at: 1200ms } ]
faults: [ { crash: bank, at: 1s, restart-at: 1500ms, silent: true } ]`);
		expect(eventsOf(trace, "crashed")[0]?.data.silent).toBe(true);
		expect(storyOf(trace, "lost", "timed-out").slice(0, 2)).toEqual(["phone lost e2.1>", "phone timed-out e2.1"]);
		expect(eventsOf(trace, "lost")[0]?.data).toEqual({ to: "bank", where: 1, why: "node-down" });
		expect(eventsOf(trace, "closed")[0]?.data.why).toBe("gave-up");
		expect(eventsOf(trace, "settled").map((event) => event.data.belief)).toEqual(["ok", "ok"]);
	});

	test("in silence makes a machine forget: a byte on an old connection is answered with its end", async () => {
		const trace = await traceOf(`${BANK}
traffic: [ { phone: POST /transfers }, { phone: POST /transfers, at: 3s } ]
faults: [ { crash: bank, at: 1s, restart-at: 1100ms, silent: true } ]`);
		expect(eventsOf(trace, "lost")[0]).toMatchObject({ message: "e2.1>", data: { where: 1, why: "closed" } });
		expect(eventsOf(trace, "closed")[0]).toMatchObject({ call: "e2.1", data: { why: "reset" } });
		expect(eventsOf(trace, "settled").map((event) => event.data.belief)).toEqual(["ok", "ok"]);
	});
});

describe("whatever happens, nothing is left behind", { timeout: PATIENCE_MS }, () => {
	test("when the run is stopped in the middle", async () => {
		const stopping = new AbortController();
		const result = await disturb(ENDLESS, () => stopping.abort(), stopping.signal);
		expect(result).toMatchObject({ ok: false, problem: { kind: "aborted" } });
	});

	test("when it is stopped before it begins, or while processes start", async () => {
		expect(await run(ENDLESS, { signal: AbortSignal.abort() })).toMatchObject({ problem: { kind: "aborted" } });
		const stopping = new AbortController();
		const result = await run(ENDLESS, { signal: stopping.signal, onProgress: () => stopping.abort() });
		expect(result).toMatchObject({ ok: false, problem: { kind: "aborted" } });
	});

	test("when a process dies that no fault has killed", async () => {
		const result = await disturb(ENDLESS, async () => {
			const [victim] = await childrenOf(process.pid);
			if (victim !== undefined) process.kill(victim, "SIGKILL");
		});
		expect(result).toMatchObject({ ok: false, problem: { kind: "child" } });
		if (!result.ok) expect(result.problem.message).toMatch(/^The process of (phone|bank) ended by itself \(SIGKILL\)/);
	});

	test("when whoever runs it is killed: the processes end, and the next run takes the folder away", async () => {
		const orchestrator = spawn(process.execPath, ["--input-type=module", "--eval", orchestratorOf(ENDLESS)], {
			stdio: ["ignore", "pipe", "inherit"],
		});
		const running = new Promise<string>((resolve) => orchestrator.stdout.once("data", () => resolve("running")));
		const gone = new Promise<string>((resolve) => orchestrator.once("exit", () => resolve("gone")));
		expect(await Promise.race([running, gone])).toBe("running");
		const children = await childrenOf(orchestrator.pid ?? 0);
		expect(children).toHaveLength(2);
		orchestrator.kill("SIGKILL");
		await gone;
		await expect.poll(() => children.filter(isAlive), { timeout: PATIENCE_MS }).toEqual([]);
		expect(readdirSync(stateDir)).toHaveLength(1);
		createRunFolder(stateDir).remove();
		await expectNothingLeft();
	});
});

/** A program that runs a scenario and says when it runs. */
function orchestratorOf(text: string): string {
	const library = new URL("../dist/index.js", ENTRIES.client).href;
	const options = `{ stateDir: ${JSON.stringify(stateDir)}, onProgress: (what) => what === "Running" && console.log(what) }`;
	return `import { runReal } from "${library}"; await runReal(${JSON.stringify(scenarioOf(text))}, ${options});`;
}

describe("what the real world can't do is said before anything starts", () => {
	const after = (line: string): string => ENDLESS.replace("{ phone: GET / }", line);

	test.each([
		["too many exchanges", after("{ phone: GET /, times: 10001 }"), "10001 exchanges"],
		["too long a plan", after("{ phone: GET /, at: 11min }"), "11min of real time"],
		["too large a body", after("{ phone: GET /, size: 17MB }"), "17MB"],
	])("%s", async (_what, text, message) => {
		const result = await run(text, { onProgress: () => expect.unreachable() });
		expect(result).toMatchObject({ ok: false, problem: { kind: "unsupported" } });
		if (!result.ok) expect(result.problem.message).toContain(message);
	});

	test("more processes than it takes, those that wait to come back included", async () => {
		const crashes = Array.from(
			{ length: 63 },
			(_, n) => `{ crash: bank, at: ${2 * n + 1}s, restart-at: ${2 * n + 2}s }`,
		);
		const result = await run(`${ENDLESS}\nfaults: [ ${crashes.join(", ")} ]`);
		expect(result).toMatchObject({ ok: false, problem: { kind: "unsupported" } });
	});

	test("a folder that is not there", async () => {
		const nowhere = join(stateDir, "nowhere");
		const result = await run(ENDLESS, { stateDir: nowhere });
		expect(result).toMatchObject({ ok: false, problem: { kind: "database" } });
		expect(existsSync(nowhere)).toBe(false);
	});
});
