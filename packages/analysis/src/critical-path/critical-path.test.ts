import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse } from "../analysis.ts";
import { ALL_WELL, REPLY_LOST } from "../testing/bank-plays.ts";
import { SHOP, TWO_IN_TURN } from "../testing/page-plays.ts";
import { playbook } from "../testing/playbook.ts";
import { randomRun } from "../testing/random-run.ts";
import { criticalPathOf } from "./critical-path.ts";
import type { CriticalPath } from "./step.ts";

function told(path: CriticalPath | undefined): readonly string[] {
	return (path?.steps ?? []).map(
		({ words, startAt, endAt, call }) => `${startAt / 1e6} to ${endAt / 1e6} ms, ${call}: ${words}`,
	);
}

describe("the critical path", () => {
	test("of one exchange goes from the opening of its connection through the ledger's commit to the answer", () => {
		expect(told(analyse(playbook(ALL_WELL)).criticalPath)).toEqual([
			"0 to 100 ms, e1.1: phone connects to bank",
			"100 to 150.1 ms, e1.1: POST /transfers travels to bank",
			"150.1 to 151.1 ms, e1.1/1: bank connects to ledger",
			"151.1 to 151.6 ms, e1.1/1: POST / travels to ledger",
			"151.6 to 153.6 ms, e1.1/1: ledger works",
			"153.6 to 154.1 ms, e1.1/1: 200 OK travels back to bank",
			"154.1 to 204.4 ms, e1.1: 201 Created travels back to phone",
		]);
	});

	test("through a lost reply shows the giving up and the wait before the next attempt, not what came to nothing", () => {
		expect(told(analyse(playbook(REPLY_LOST)).criticalPath)).toEqual([
			"0 to 1000 ms, e1.1: phone waits for an answer until it gives up",
			"1000 to 1080 ms, e1.2: phone waits before attempt 2",
			"1080 to 1180 ms, e1.2: phone connects to bank",
			"1180 to 1230 ms, e1.2: POST /transfers travels to bank",
			"1230 to 1230.5 ms, e1.2/1: POST / travels to ledger",
			"1230.5 to 1231.5 ms, e1.2/1: ledger works",
			"1231.5 to 1232 ms, e1.2/1: 200 OK travels back to bank",
			"1232 to 1282 ms, e1.2: 201 Created travels back to phone",
		]);
	});
});

describe("the critical path of calls that wait for each other", () => {
	test("leads through the exchange whose answer freed the connection", () => {
		const path = analyse(playbook(TWO_IN_TURN, SHOP)).criticalPath;
		expect(told(path)).toEqual([
			"0 to 20 ms, e1.1: phone asks for the address of shop",
			"20 to 120 ms, e1.1: phone connects to shop",
			"120 to 320 ms, e1.1: phone and shop agree on keys: TLS 1.2, 2 round-trips",
			"320 to 370 ms, e1.1: GET /page travels to shop",
			"370 to 620 ms, e1.1: 200 OK travels back to phone",
			"620 to 670 ms, e2.1: GET /page travels to shop",
			"670 to 720 ms, e2.1: 200 OK travels back to phone",
		]);
		expect(path?.steps[4]?.waits).toEqual({ "congestion-window": 2 });
		expect(path?.roundTrips.map(({ call, reason, count }) => `${call} ${count} ${reason}`)).toEqual([
			"e1.1 1 dns",
			"e1.1 1 connect",
			"e1.1 2 tls",
			"e1.1 1 request",
			"e1.1 2 congestion-window",
			"e2.1 1 request",
		]);
	});

	test("finds what made room where a real client doesn't tell", () => {
		const untold = analyse(playbook(TWO_IN_TURN.replaceAll(" after e1", ""), SHOP));
		expect(told(untold.criticalPath)).toEqual(told(analyse(playbook(TWO_IN_TURN, SHOP)).criticalPath));
	});

	test("of one of them is what it waited for since its own begin", () => {
		const analysis = analyse(playbook(TWO_IN_TURN, SHOP));
		expect(criticalPathOf(analysis, 2)?.steps).toHaveLength(7);
		expect(told(criticalPathOf(analysis, 1)).at(-1)).toBe("370 to 620 ms, e1.1: 200 OK travels back to phone");
		expect(criticalPathOf(analysis, 3)).toBeUndefined();
	});
});

describe("for any run", () => {
	const runs = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 60 }).map(randomRun);

	test("the steps tile the time from begin to end, of every exchange and of the run", () => {
		fc.assert(
			fc.property(runs, (trace) => {
				const analysis = analyse(trace);
				for (const { exchange, settledAt, begunAt } of analysis.exchanges) {
					const path = criticalPathOf(analysis, exchange);
					expect(path === undefined).toBe(settledAt === undefined);
					if (path) expectTiles(path, begunAt, settledAt ?? 0);
				}
				const settled = analysis.exchanges.flatMap(({ settledAt }) => (settledAt === undefined ? [] : [settledAt]));
				const { criticalPath } = analysis;
				expect(criticalPath === undefined).toBe(settled.length === 0);
				const begin = Math.min(...analysis.exchanges.map(({ begunAt }) => begunAt));
				if (criticalPath) expectTiles(criticalPath, begin, Math.max(...settled));
			}),
			{ seed: 8, numRuns: 300 },
		);
	});

	test("its round-trips are those of the run, each once, and take no more than its time", () => {
		fc.assert(
			fc.property(runs, (trace) => {
				const { criticalPath: path, roundTrips } = analyse(trace);
				if (!path) return;
				expect(new Set(path.roundTrips).size).toBe(path.roundTrips.length);
				expect(path.roundTrips.every((trip) => roundTrips.includes(trip))).toBe(true);
				expect(path.roundTrips.every(({ endAt = 0 }) => endAt <= path.endAt)).toBe(true);
			}),
			{ seed: 9, numRuns: 200 },
		);
	});
});

function expectTiles({ startAt, endAt, steps }: CriticalPath, from: number, to: number): void {
	expect([startAt, endAt]).toEqual([from, to]);
	let nowNs = startAt;
	for (const step of steps) {
		expect(step.startAt).toBe(nowNs);
		expect(step.endAt).toBeGreaterThan(step.startAt);
		expect(step.words).not.toMatch(/undefined|[.!]$/);
		nowNs = step.endAt;
	}
	expect(nowNs).toBe(endAt);
}
