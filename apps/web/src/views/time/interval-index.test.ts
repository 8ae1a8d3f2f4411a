import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { createIntervalIndex } from "./interval-index.ts";

type Interval = readonly [start: number, end: number];

const indexOf = (intervals: readonly Interval[]) =>
	createIntervalIndex(
		intervals.length,
		(position) => intervals[position]?.[0] ?? 0,
		(position) => intervals[position]?.[1] ?? 0,
	);

describe("an interval index", () => {
	test("finds what touches a moment, both ends included", () => {
		const index = indexOf([
			[0, 10],
			[5, 6],
			[10, 20],
			[11, 12],
		]);
		expect(index.overlapping(10, 10)).toEqual([0, 2]);
		expect(index.overlapping(6, 6)).toEqual([0, 1]);
		expect(index.overlapping(21, 30)).toEqual([]);
	});

	test("of nothing finds nothing", () => {
		expect(indexOf([]).overlapping(0, 100)).toEqual([]);
	});

	const interval = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 20 }));
	property.prop([fc.array(interval, { maxLength: 40 }), interval], { seed: 7 })(
		"agrees with looking at every interval",
		(spans, [from, length]) => {
			const intervals = spans.map(([start, span]): Interval => [start, start + span]);
			const to = from + length;
			const expected = intervals.flatMap(([start, end], position) => (start <= to && end >= from ? [position] : []));
			expect(
				indexOf(intervals)
					.overlapping(from, to)
					.sort((a, b) => a - b),
			).toEqual(expected);
		},
	);
});
