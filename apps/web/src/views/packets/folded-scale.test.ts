import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { busyStretches, FOLD_HEIGHT, fittingScale, foldedScale } from "./folded-scale.ts";

const spans = (...pairs: readonly (readonly [number, number])[]) => pairs.map(([at, endAt]) => ({ at, endAt }));

describe("a scale with folds", () => {
	test("folds what is idle for long and keeps what is idle for a moment", () => {
		const busy = busyStretches(spans([0, 10], [8, 20], [25, 40], [400, 440]), 10);
		expect(busy).toEqual([
			{ fromNs: 0, toNs: 40 },
			{ fromNs: 400, toNs: 440 },
		]);
		const scale = foldedScale(busy, 2);
		expect(scale.folds).toEqual([expect.objectContaining({ idleNs: 360 })]);
		expect(scale.yOf(400) - scale.yOf(40)).toBe(FOLD_HEIGHT);
		expect(scale.yOf(420) - scale.yOf(400)).toBe(40);
	});

	test("fits a height where it can", () => {
		const busy = busyStretches(spans([0, 100], [5_000, 5_100]), 10);
		expect(foldedScale(busy, fittingScale(busy, 400)).height).toBe(400);
	});

	const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 1, max: 200 })), {
		minLength: 1,
		maxLength: 40,
	});
	property.prop([gaps, fc.double({ min: 0.01, max: 50, noNaN: true })], { seed: 5 })(
		"never runs backwards, and finds the time again at each place",
		(pairs, pixelsPerNs) => {
			let nowNs = 0;
			const list = pairs.map(([gap, length]) => {
				const at = nowNs + gap;
				nowNs = at + length;
				return { at, endAt: nowNs };
			});
			const scale = foldedScale(busyStretches(list, 100), pixelsPerNs);
			const times = list.flatMap(({ at, endAt }) => [at, endAt]);
			const heights = times.map((timeNs) => scale.yOf(timeNs));
			expect(heights).toEqual(heights.toSorted((a, b) => a - b));
			for (const [index, y] of heights.entries()) expect(scale.timeAt(y)).toBeCloseTo(times[index] ?? 0, -1);
		},
	);
});
