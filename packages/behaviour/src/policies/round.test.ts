import type { AttemptResult } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { createRound, isHedged, type RoundEnd } from "./round.ts";

const OK: AttemptResult = { how: "answered", status: 200 };
const FAILED: AttemptResult = { how: "answered", status: 503 };
const MS = 1_000_000;

/** A round whose clock is moved by hand; tells what has been sent, and how it ended. */
function roundOf(most: number, { limitMs = 1_000, copies = Number.POSITIVE_INFINITY } = {}) {
	let nowNs = 0;
	let left = copies;
	let waiting: { readonly atNs: number; readonly action: () => void } | undefined;
	const sent: number[] = [];
	const calledOff: number[] = [];
	const ends: RoundEnd[] = [];
	const round = createRound({ after: 100 * MS, most }, limitMs * MS, {
		after(delayNs, action) {
			const mine = { atNs: nowNs + delayNs, action };
			waiting = mine;
			return () => {
				if (waiting === mine) waiting = undefined;
			};
		},
		mayCopy: () => left-- > 0,
		launch: () => void sent.push(nowNs / MS),
		callOff: (which) => calledOff.push(which) > 0,
		over: (end) => void ends.push(end),
	});
	round.begin();
	const until = (ms: number): void => {
		while (waiting !== undefined && waiting.atNs <= ms * MS) {
			const { atNs, action } = waiting;
			waiting = undefined;
			nowNs = atNs;
			action();
		}
		nowNs = ms * MS;
	};
	return { round, until, sent, calledOff, ends };
}

describe("a request with copies beside it", () => {
	it("sends each after so long without an answer, and no more than it may", () => {
		const { until, sent } = roundOf(2);
		until(99);
		expect(sent).toEqual([0]);
		until(900);
		expect(sent).toEqual([0, 100, 200]);
	});

	it("sends none when its time would be over, and none behind an answer", () => {
		const short = roundOf(3, { limitMs: 200 });
		short.until(900);
		expect(short.sent).toEqual([0, 100]);
		const quick = roundOf(1);
		quick.round.ended(0, OK);
		quick.until(900);
		expect(quick.sent).toEqual([0]);
		expect(quick.ends).toEqual([{ which: 0, results: [OK], calledOff: [false] }]);
	});

	it("takes the first good answer, and calls the others off: they may have happened", () => {
		const { round, until, calledOff, ends } = roundOf(1);
		until(100);
		round.ended(1, OK);
		round.ended(0, OK);
		expect(calledOff).toEqual([0]);
		expect(ends).toEqual([{ which: 1, results: [{ how: "reset" }, OK], calledOff: [true, false] }]);
	});

	it("waits for the others where one says nothing: the last end counts", () => {
		const { round, until, ends } = roundOf(1);
		until(100);
		round.ended(0, FAILED);
		expect(ends).toEqual([]);
		round.ended(1, { how: "timed-out" });
		expect(ends).toEqual([{ which: 1, results: [FAILED, { how: "timed-out" }], calledOff: [false, false] }]);
	});

	it("sends no copy when what it has sent has failed: whether there is another try is asked elsewhere", () => {
		const { round, until, sent, ends } = roundOf(1);
		round.ended(0, FAILED);
		until(900);
		expect([sent, ends.length]).toEqual([[0], 1]);
	});

	it("waits for the one that is worked on where a copy is told so", () => {
		const { round, until, ends } = roundOf(1);
		until(100);
		round.ended(1, { how: "answered", status: 409 }, true);
		expect(ends).toEqual([]);
		round.ended(0, OK);
		expect(ends[0]?.which).toBe(0);
	});

	it("goes without a copy that isn't paid for", () => {
		const { until, sent } = roundOf(3, { copies: 1 });
		until(900);
		expect(sent).toEqual([0, 100]);
	});
});

describe("what copies go out of", () => {
	const hedge = { after: 1, most: 1 };
	const asked = (method: "GET" | "POST" | "PUT", protocol = "rest", isStream = false) => ({
		method,
		protocol,
		isStream,
	});

	it("is what may be sent twice", () => {
		expect(isHedged({ hedge }, asked("GET"))).toBe(true);
		expect(isHedged({ hedge }, asked("PUT"))).toBe(true);
		expect(isHedged({ hedge }, asked("POST"))).toBe(false);
		expect(isHedged({ hedge, key: "exchange" }, asked("POST"))).toBe(true);
		expect(isHedged({ hedge, key: "exchange" }, asked("POST", "graphql"))).toBe(false);
		expect(isHedged({ hedge }, asked("GET", "sse", true))).toBe(false);
		expect(isHedged({}, asked("GET"))).toBe(false);
	});
});
