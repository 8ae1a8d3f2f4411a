import fc from "fast-check";
import { expect, test } from "vitest";
import { distributionOf } from "./distribution.ts";

test("of the numbers from 1 to 100 the nearest rank of each percent is that number", () => {
	const values = Array.from({ length: 100 }, (_, index) => 100 - index);
	expect(distributionOf(values)).toEqual({ count: 100, min: 1, median: 50, p95: 95, p99: 99, max: 100, mean: 50.5 });
});

test("of one value all figures are that value, of none there are no figures", () => {
	expect(distributionOf([7])).toEqual({ count: 1, min: 7, median: 7, p95: 7, p99: 7, max: 7, mean: 7 });
	expect(distributionOf([])).toBeUndefined();
});

test("every figure is one of the values, and enough values don't exceed it", () => {
	fc.assert(
		fc.property(fc.array(fc.nat(1_000), { minLength: 1, maxLength: 300 }), (values) => {
			const figures = distributionOf(values);
			for (const [percent, figure] of [
				[50, figures?.median ?? 0],
				[95, figures?.p95 ?? 0],
				[99, figures?.p99 ?? 0],
			] as const) {
				expect(values).toContain(figure);
				expect(values.filter((value) => value <= figure).length * 100).toBeGreaterThanOrEqual(percent * values.length);
				expect(values.filter((value) => value < figure).length * 100).toBeLessThan(percent * values.length);
			}
		}),
		{ seed: 4, numRuns: 300 },
	);
});
