import { expect, test } from "vitest";
import { waterfallScale } from "./waterfall-scale.ts";

const MS = 1e6;

test("a window of time fills the chart between the labels and the totals", () => {
	const { labelWidth, chartWidth, endWidth, xOf, timeAt } = waterfallScale({ fromNs: 100 * MS, toNs: 300 * MS }, 1_000);
	expect(labelWidth + chartWidth + endWidth).toBe(1_000);
	expect(xOf(100 * MS)).toBe(0);
	expect(xOf(300 * MS)).toBe(chartWidth);
	expect(timeAt(chartWidth / 2)).toBe(200 * MS);
});

test("ticks stand as close as their words allow, fewer in a narrow view", () => {
	const wide = waterfallScale({ fromNs: 0, toNs: 1_000 * MS }, 1_400);
	const narrow = waterfallScale({ fromNs: 0, toNs: 1_000 * MS }, 420);
	expect(wide.ticks.length).toBeGreaterThan(narrow.ticks.length);
	expect(narrow.ticks.length).toBeGreaterThanOrEqual(2);
});
