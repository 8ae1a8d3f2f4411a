import type { AttemptResult, RetrySpec } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { retryDelay } from "./retry.ts";

const MS = 1_000_000;
const TIMED_OUT: AttemptResult = { how: "timed-out" };
const policy = (over: Partial<RetrySpec>): RetrySpec => ({
	...{ attempts: 10, backoff: { baseNs: 100 * MS, capNs: 2_000 * MS }, jitter: "none" },
	...over,
});

const policies: fc.Arbitrary<RetrySpec> = fc
	.tuple(
		fc.integer({ min: 1, max: 100 }),
		fc.nat({ max: 86_400e9 }),
		fc.nat({ max: 86_400e9 }),
		fc.constantFrom("none", "full"),
	)
	.map(([attempts, one, other, jitter]) => ({
		...{ attempts, jitter },
		backoff: { baseNs: Math.min(one, other), capNs: Math.max(one, other) },
	}));

describe("the wait before another try", () => {
	it("doubles from its base up to its cap", () => {
		const waits = [1, 2, 3, 4, 5, 6, 7].map((attempt) => retryDelay(policy({}), attempt, TIMED_OUT, 1, 1));
		expect(waits.map((ns) => (ns ?? 0) / MS)).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000]);
	});

	it("is over when the attempts are", () => {
		fc.assert(
			fc.property(policies, fc.integer({ min: 1, max: 200 }), fc.nat(), (spec, attempt, seed) => {
				const wait = retryDelay(spec, attempt, TIMED_OUT, seed, 1);
				expect(wait === undefined).toBe(attempt >= spec.attempts);
			}),
			{ seed: 121, numRuns: 300 },
		);
	});

	it("lies between nothing and its cap, in whole ns, and is the same for the same seed", () => {
		fc.assert(
			fc.property(
				policies,
				fc.integer({ min: 1, max: 99 }),
				fc.maxSafeNat(),
				fc.integer({ min: 1, max: 100_000 }),
				(spec, attempt, seed, exchange) => {
					const wait = retryDelay(spec, attempt, TIMED_OUT, seed, exchange);
					expect(retryDelay(spec, attempt, TIMED_OUT, seed, exchange)).toBe(wait);
					if (wait === undefined) return;
					expect(Number.isSafeInteger(wait)).toBe(true);
					expect(wait).toBeGreaterThanOrEqual(spec.jitter === "none" ? spec.backoff.baseNs : 0);
					expect(wait).toBeLessThanOrEqual(spec.backoff.capNs);
				},
			),
			{ seed: 122, numRuns: 300 },
		);
	});

	it("is spread evenly over the whole wait where it has full jitter", () => {
		const waits = Array.from(
			{ length: 4_000 },
			(_, n) => retryDelay(policy({ jitter: "full" }), 1, TIMED_OUT, 7, n + 1) ?? -1,
		);
		const quarters = [0, 1, 2, 3].map((quarter) => waits.filter((ns) => Math.floor(ns / (25 * MS)) === quarter).length);
		// 1,000 are due in each; five standard deviations are 137.
		for (const count of quarters) expect(Math.abs(count - 1_000)).toBeLessThan(137);
	});

	it.each<[AttemptResult, boolean]>([
		[{ how: "timed-out" }, true],
		[{ how: "reset" }, true],
		[{ how: "refused" }, true],
		[{ how: "not-sent" }, true],
		[{ how: "answered", status: 503 }, true],
		[{ how: "answered", status: 502 }, true],
		[{ how: "answered", status: 504 }, true],
		[{ how: "answered", status: 500 }, false],
		[{ how: "answered", status: 404 }, false],
		[{ how: "answered", status: 201 }, false],
	])("after %j: another try is worth it is %s", (result, isWorth) => {
		expect(retryDelay(policy({}), 1, result, 1, 1) !== undefined).toBe(isWorth);
	});
});
