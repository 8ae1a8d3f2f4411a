import type { CriticalStep } from "@roundtrip/analysis";
import { describe, expect, test } from "vitest";
import { shopRun } from "../../testing/text-run.ts";
import { barSteps, byReason, partsOf } from "./path-parts.ts";
import { confirmationWords, sparedWords } from "./saving-words.ts";

const MS = 1e6;

describe("a critical path", () => {
	test("in parts takes as long as from its begin to its end", () => {
		const path = shopRun("rtt: 100ms, tls: 1.3", "phone: GET /page, times: 3, one-by-one: true").criticalPath;
		if (!path) throw new Error("no path");
		const sum = partsOf(path).reduce((total, { timeNs }) => total + timeNs, 0);
		expect(sum).toBe(path.endAt - path.startAt);
		expect(byReason(path.roundTrips).find(({ reason }) => reason === "request")?.count).toBe(3);
	});

	test("as a bar has few enough parts to be seen, and leaves none of the time out", () => {
		const steps = Array.from(
			{ length: 1_000 },
			(_, at): CriticalStep => ({
				...{ what: "work", words: "shop works", node: "shop" },
				...{ startAt: at, endAt: at + 1, startSeq: at, endSeq: at + 1 },
			}),
		);
		const shown = barSteps({ startAt: 0, endAt: 1_000, steps, roundTrips: [] }, 100);
		expect(shown.length).toBeLessThanOrEqual(150);
		expect([shown[0]?.startAt, shown.at(-1)?.endAt]).toEqual([0, 1_000]);
		for (const [at, step] of shown.entries()) if (at > 0) expect(step.startAt).toBe(shown[at - 1]?.endAt);
	});
});

describe("what would be saved", () => {
	test("is told in round-trips and time", () => {
		expect(sparedWords({ roundTrips: 2, timeNs: 400 * MS })).toBe("2 round-trips, 400 ms");
		expect(sparedWords({ roundTrips: 0, timeNs: 30 * MS })).toBe("30 ms");
	});

	test("may turn out to be worse", () => {
		expect(confirmationWords({ roundTrips: 2, timeNs: 401 * MS })).toBe("a second run: 401 ms");
		expect(confirmationWords({ roundTrips: 0, timeNs: -5 * MS })).toBe("a second run: 5 ms longer");
	});
});
