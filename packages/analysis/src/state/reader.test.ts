import type { Trace } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALL_WELL, CRASH_AFTER_COMMIT, REPLY_LOST, WAITING_IN_LINE } from "../testing/bank-plays.ts";
import { counted } from "../testing/counted.ts";
import { playbook } from "../testing/playbook.ts";
import { randomRun } from "../testing/random-run.ts";
import { StateFold } from "./fold.ts";
import { initialState } from "./initial-state.ts";
import type { LabState } from "./lab-state.ts";
import { createStateReader } from "./reader.ts";

/** The state after the last event at or before a time in ms. */
function stateAtMs(trace: Trace, ms: number): LabState {
	return createStateReader(trace).stateAt(trace.lastAt(ms * 1_000_000));
}

/** The slow and obvious way. */
function foldTo(trace: Trace, seq: number): LabState {
	const fold = new StateFold(initialState(trace.header.scenario), new Set());
	for (let each = 0; each <= seq; each += 1) fold.apply(trace.event(each));
	return fold.show();
}

describe("what every node holds at a moment", () => {
	test("before the first event all are up and idle", () => {
		const state = createStateReader(playbook(REPLY_LOST)).stateAt(-1);
		expect(state).toMatchObject({ seq: -1, at: 0, connections: [], flying: [] });
		expect(state.nodes.get("bank")).toEqual({
			node: "bank",
			role: "server",
			up: true,
			workers: 2,
			busy: [],
			queued: [],
			waiting: [],
			committed: 0,
			lookups: 0,
			hits: 0,
		});
		expect(state.nodes.get("phone")).not.toHaveProperty("workers");
	});

	test("while the ledger works the bank is busy and waits, and so does the phone", () => {
		const { nodes, connections, flying } = stateAtMs(playbook(REPLY_LOST), 152);
		expect(nodes.get("phone")?.waiting).toEqual(["e1.1"]);
		expect(nodes.get("bank")).toMatchObject({ busy: ["e1.1"], waiting: ["e1.1/1"] });
		expect(nodes.get("ledger")).toMatchObject({ busy: ["e1.1/1"], committed: 0 });
		expect(connections).toEqual([
			{ connection: "c1", link: "phone -> bank", from: "phone", to: "bank", state: "open", calls: ["e1.1"] },
			{ connection: "d1", link: "bank -> ledger", from: "bank", to: "ledger", state: "open", calls: ["e1.1/1"] },
		]);
		expect(flying).toEqual([]);
	});

	test("a server waits for a query over a connection that was there, too", () => {
		expect(stateAtMs(playbook(REPLY_LOST), 1_230.2).nodes.get("bank")?.waiting).toEqual(["e1.2/1"]);
	});

	test("a message flies from its sending to its loss", () => {
		const trace = playbook(REPLY_LOST);
		expect(stateAtMs(trace, 160).flying).toEqual(["e1.1<"]);
		expect(stateAtMs(trace, 179).flying).toEqual([]);
	});

	test("giving up ends the waiting and the connection; the commit stays", () => {
		const { nodes, connections } = stateAtMs(playbook(REPLY_LOST), 1_000);
		expect(nodes.get("phone")?.waiting).toEqual([]);
		expect(nodes.get("ledger")?.committed).toBe(1);
		expect(connections.map(({ connection }) => connection)).toEqual(["d1"]);
	});

	test("a connection opens, is secured, and carries as many calls as have left and are not answered", () => {
		const play = `
			0ms   phone begun e1.1 bank GET /balance
			0ms   phone connecting e1.1 c1 bank
			0ms   phone begun e2.1 bank GET /balance
			0ms   phone queued e2.1 connection
			100ms phone connected e1.1 c1 bank
			200ms phone secured e1.1 c1 bank 1.3 full 1
			200ms phone sent e1.1> c1 bank 100B GET /balance
			200ms phone sent e2.1> c1 bank 100B GET /balance
			300ms phone delivered e2.1< c1 bank
			900ms phone timed-out e1.1 900ms
			900ms phone closed e1.1 c1 bank gave-up
		`;
		const moments = [50, 150, 250, 350, 950].map((ms) => stateAtMs(playbook(play), ms).connections);
		expect(moments.map((each) => each.map(({ state, calls }) => ({ state, calls })))).toEqual([
			[{ state: "connecting", calls: [] }],
			[{ state: "open", calls: [] }],
			[{ state: "secured", calls: ["e1.1", "e2.1"] }],
			[{ state: "secured", calls: ["e1.1"] }],
			[],
		]);
	});

	test("a queue fills and empties", () => {
		const trace = playbook(WAITING_IN_LINE);
		expect(stateAtMs(trace, 50).nodes.get("phone")?.waiting).toEqual(["e1.1", "e2.1"]);
		expect(stateAtMs(trace, 280).nodes.get("bank")).toMatchObject({ queued: ["e2.1"], busy: [] });
		expect(stateAtMs(trace, 290).nodes.get("bank")).toMatchObject({ queued: [], busy: ["e2.1"] });
	});

	test("a crash takes what the node did and the connections it had opened, not what was committed", () => {
		const trace = playbook(CRASH_AFTER_COMMIT);
		const { nodes } = stateAtMs(trace, 151.9);
		expect(nodes.get("bank")).toMatchObject({ up: false, busy: [], waiting: [] });
		expect(nodes.get("ledger")?.committed).toBe(1);
		expect(stateAtMs(trace, 1_000).nodes.get("bank")?.up).toBe(true);
		const died = playbook(`${ALL_WELL}
			300ms bank crashed 0 loud`);
		expect(stateAtMs(died, 299).connections.map(({ connection }) => connection)).toEqual(["c1", "d1"]);
		expect(stateAtMs(died, 300).connections.map(({ connection }) => connection)).toEqual(["c1"]);
	});
});

test("a state that was handed out stays as it was", () => {
	const trace = playbook(REPLY_LOST);
	const reader = createStateReader(trace);
	const early = reader.stateAt(5);
	const copy = structuredClone(early);
	reader.stateAt(trace.length - 1);
	expect(early).toEqual(copy);
});

test("a node that didn't change is the same object in the next state", () => {
	const reader = createStateReader(playbook(REPLY_LOST));
	expect(reader.stateAt(2).nodes.get("ledger")).toBe(reader.stateAt(5).nodes.get("ledger"));
});

test("a step builds one event, and a seek no more than lie between two checkpoints", () => {
	const lines = Array.from(
		{ length: 5_000 },
		(_, index) => `${index}ms phone begun e${index + 1}.1 bank GET /balance
		${index}ms phone settled e${index + 1}.1 failed - refused`,
	);
	const { trace, count } = counted(playbook(lines.join("\n")));
	const reader = createStateReader(trace, 100);
	reader.stateAt(trace.length - 1);
	expect(count()).toBe(10_000);
	reader.stateAt(4_321);
	expect(count() - 10_000).toBeLessThan(101);
	const before = count();
	for (let seq = 4_322; seq < 4_400; seq += 1) reader.stateAt(seq);
	expect(count() - before).toBe(78);
	reader.stateAt(-1);
	const back = count();
	reader.stateAt(9_000);
	expect(count() - back).toBeLessThan(101);
});

test("outside the trace there is no state", () => {
	const reader = createStateReader(playbook(REPLY_LOST));
	expect(() => reader.stateAt(10_000)).toThrow(RangeError);
	expect(() => reader.stateAt(-2)).toThrow(RangeError);
	expect(() => reader.stateAt(1.5)).toThrow(RangeError);
});

test("seeking anywhere, in any order, equals folding from the start", () => {
	const lengths: number[] = [];
	fc.assert(
		fc.property(
			fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 60 }),
			fc.array(fc.nat(), { minLength: 1, maxLength: 20 }),
			(numbers, seeks) => {
				const trace = randomRun(numbers);
				lengths.push(trace.length);
				const reader = createStateReader(trace, 7);
				for (const seek of seeks) {
					const seq = (seek % (trace.length + 1)) - 1;
					expect(reader.stateAt(seq)).toEqual(foldTo(trace, seq));
				}
			},
		),
		{ seed: 3, numRuns: 300 },
	);
	expect(Math.max(...lengths)).toBeGreaterThan(100);
});
