import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyEvents } from "../testing/event-arbitrary.ts";
import { createTrace } from "./columns.ts";
import type { EventDraft } from "./event.ts";
import { createEventList } from "./event-list.ts";
import type { TraceHeader } from "./header.ts";
import { EVENT_KINDS } from "./kinds.ts";
import type { TraceWriter } from "./trace.ts";

const HEADER: TraceHeader = {
	...{ trace: 1, world: "simulated", seed: 1, versions: {}, fidelity: {} },
	scenario: {
		roundtrip: 1,
		title: "T",
		seed: 1,
		types: {},
		nodes: {},
		links: {},
		routes: {},
		traffic: [],
		faults: [],
		expect: [],
	},
};

const begun = (at: number, exchange = 1, node = "phone"): EventDraft => ({
	...{ at, node, kind: "begun", causes: [], exchange, attempt: 1, call: `e${exchange}.1` },
	data: { to: "bank", request: "GET /" },
});

describe.each([
	["in columns", createTrace],
	["as a list", createEventList],
])("a trace in memory, %s", (_how, create) => {
	const traceOf = (drafts: readonly EventDraft[]): TraceWriter => {
		const trace = create(HEADER);
		for (const draft of drafts) trace.append(draft);
		return trace;
	};

	it("gives back every event as it was appended, with its position", () => {
		fc.assert(
			fc.property(anyEvents, (drafts) => {
				const trace = traceOf(drafts);
				expect(trace.length).toBe(drafts.length);
				expect([...trace.events()]).toEqual(drafts.map((draft, seq) => ({ ...draft, seq })));
			}),
			{ seed: 51, numRuns: 100 },
		);
	});

	it("gives time and kind of an event without building it", () => {
		fc.assert(
			fc.property(anyEvents, (drafts) => {
				const trace = traceOf(drafts);
				for (const [seq, draft] of drafts.entries())
					expect([trace.at(seq), trace.kind(seq)]).toEqual([draft.at, draft.kind]);
			}),
			{ seed: 52, numRuns: 50 },
		);
	});

	it("finds the last event at or before a time as a search from the end does", () => {
		fc.assert(
			fc.property(anyEvents, fc.array(fc.nat({ max: 10_000_000 })), (drafts, times) => {
				const trace = traceOf(drafts);
				const moments = drafts.flatMap(({ at }) => [at - 1, at, at + 1]);
				for (const time of [...times, ...moments, -1, Number.MAX_SAFE_INTEGER]) {
					expect(trace.lastAt(time)).toBe(drafts.findLastIndex(({ at }) => at <= time));
				}
			}),
			{ seed: 53, numRuns: 50 },
		);
	});

	it("grows as long as it is written to", () => {
		const trace = traceOf(Array.from({ length: 5_000 }, (_, n) => begun(n * 10, n + 1)));
		expect(trace.event(4_999)).toEqual({ ...begun(49_990, 5_000), seq: 4_999 });
		expect(trace.lastAt(25_005)).toBe(2_500);
	});

	it("tells nodes apart that appear only after seventy thousand calls", () => {
		const trace = traceOf(Array.from({ length: 70_000 }, (_, n) => begun(n, n + 1)));
		trace.append(begun(70_000, 70_001, "tablet"));
		expect(trace.event(70_000).node).toBe("tablet");
	});

	it("has no event before the first or after the last", () => {
		const trace = traceOf([begun(5)]);
		for (const seq of [-1, 1, 0.5, Number.NaN]) expect(() => trace.event(seq)).toThrow(RangeError);
		for (const seq of [-1, 1, 0.5, Number.NaN]) expect(() => trace.at(seq)).toThrow(RangeError);
		expect(traceOf([]).lastAt(0)).toBe(-1);
	});
});

describe("the kinds of events", () => {
	it("are each known once", () => {
		expect(new Set(EVENT_KINDS).size).toBe(EVENT_KINDS.length);
	});
});
