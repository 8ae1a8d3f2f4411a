import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse, summaryOf } from "./analysis.ts";
import { compareTraces } from "./compare/compare.ts";
import { isAsked } from "./round-trips/reason.ts";
import type { RoundTrip } from "./round-trips/round-trip.ts";
import { REPLY_LOST, WAITING_IN_LINE } from "./testing/bank-plays.ts";
import { counted } from "./testing/counted.ts";
import { playbook } from "./testing/playbook.ts";
import { randomRun } from "./testing/random-run.ts";

test("a run in figures", () => {
	expect(summaryOf(playbook(REPLY_LOST))).toMatchObject({
		exchanges: 1,
		settled: 1,
		attempts: 2,
		messages: { sent: 8, delivered: 7, lost: 1, flying: 0, bytes: 2 * (182 + 210 + 91 + 330) },
		roundTrips: { total: 7, front: 4, behind: 3, byReason: { connect: 3, request: 2, query: 2 } },
		latency: { count: 1, median: 1_282_000_000 },
		durationNs: 1_282_000_000,
	});
});

test("a run with nothing in it has no latency", () => {
	const summary = summaryOf(playbook(""));
	expect(summary).toMatchObject({ exchanges: 0, settled: 0, durationNs: 0, events: 0 });
	expect(summary).not.toHaveProperty("latency");
});

test("each part is computed once", () => {
	const analysis = analyse(playbook(WAITING_IN_LINE));
	expect(analysis.exchanges).toBe(analysis.exchanges);
	expect(analysis.summary.outcomes).toBe(analysis.outcomes);
});

test("everything that is said of a run is read from it once", () => {
	const { trace, count } = counted(playbook(REPLY_LOST));
	const { messages, exchanges, roundTrips, latencies, outcomes, verdicts, summary } = analyse(trace);
	expect([messages, exchanges, roundTrips, latencies, outcomes, verdicts, summary]).not.toContain(undefined);
	expect(count()).toBe(trace.length);
});

describe("for any run", () => {
	const runs = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 60 }).map(randomRun);

	test("what is counted in one place is what is counted in another", () => {
		fc.assert(
			fc.property(runs, (trace) => {
				const { summary, messages, exchanges, roundTrips, latencies, outcomes } = analyse(trace);
				const kinds = [...trace.events()].map(({ kind }) => kind);
				const count = (kind: string): number => kinds.filter((each) => each === kind).length;
				expect(messages).toHaveLength(count("sent"));
				expect(summary.messages.delivered).toBe(count("delivered"));
				expect(summary.messages.lost).toBe(count("lost"));
				expect(exchanges).toHaveLength(count("begun"));
				expect(summary.attempts).toBe(count("begun") + count("retried"));
				expect(latencies).toHaveLength(count("settled"));
				const own = roundTrips.filter(({ reason }) => reason !== "queue");
				const total = (trips: readonly RoundTrip[]): number => sum(trips.map((each) => each.count));
				expect(own.filter(({ reason }) => reason === "connect")).toHaveLength(count("connecting"));
				expect(own.filter(({ reason }) => isAsked(reason))).toHaveLength(
					messages.filter((each) => each.direction === "request").length,
				);
				expect(total(own)).toBe(summary.roundTrips.total);
				expect(total(own.filter(({ behind }) => !behind))).toBe(sum(exchanges.map((each) => each.roundTrips)));
				expect(total(own.filter(({ behind }) => behind))).toBe(
					sum(exchanges.map(({ roundTripsBehind }) => roundTripsBehind)),
				);
				expect(sum(exchanges.map(({ commitSeqs }) => commitSeqs.length))).toBe(count("committed") - count("forgotten"));
				expect(sum(outcomes.cells.map((cell) => cell.count)) + sum(Object.values(outcomes.withoutEffect))).toBe(
					exchanges.length,
				);
			}),
			{ seed: 5, numRuns: 500 },
		);
	});

	test("compared with itself nothing differs and no figure is off", () => {
		fc.assert(
			fc.property(runs, (trace) => {
				const comparison = compareTraces(trace, trace);
				expect(comparison).toMatchObject({ sameShape: true, differences: [], onlyInA: [], onlyInB: [] });
				expect(comparison.figures.every(({ error }) => error === 0)).toBe(true);
				expect(comparison.maxLatencyError ?? 0).toBe(0);
			}),
			{ seed: 6, numRuns: 200 },
		);
	});
});

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, each) => total + each, 0);
}
