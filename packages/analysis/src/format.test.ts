import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countOf, formatCount, formatDuration, formatPercent, formatSize } from "./format.ts";

describe("durations for people", () => {
	test.each([
		[0, "0 ms"],
		[1, "1 ns"],
		[999, "999 ns"],
		[1_500, "1.5 µs"],
		[999_600, "1 ms"],
		[100_000_000, "100 ms"],
		[204_423_200, "204 ms"],
		[1_000_000_000, "1 s"],
		[1_234_000_000, "1.23 s"],
		[90_000_000_000, "90 s"],
		[1_200_000_000_000, "20 min"],
		[86_400_000_000_000, "24 h"],
		[-2_500_000, "−2.5 ms"],
	])("%d ns is %s", (ns, text) => {
		expect(formatDuration(ns)).toBe(text);
	});

	test("in a table the digits stay, so that columns align", () => {
		expect([1_000_000_000, 12_000_000, 0].map((ns) => formatDuration(ns, "tabular"))).toEqual([
			"1.00 s",
			"12.0 ms",
			"0.00 ms",
		]);
	});

	test("no duration up to ten days needs more than three digits, and none loses more than half a percent", () => {
		const units: Readonly<Record<string, number>> = { ns: 1, µs: 1e3, ms: 1e6, s: 1e9, min: 6e10, h: 3.6e12 };
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 864_000_000_000_000 }), (ns) => {
				const [number = "", unit = ""] = formatDuration(ns).split(" ");
				expect(number.replace(".", "").replace(/^0+/, "").length).toBeLessThanOrEqual(3);
				const back = Number(number) * (units[unit] ?? 0);
				expect(Math.abs(back - ns) / ns).toBeLessThanOrEqual(0.005_001);
			}),
			{ seed: 1, numRuns: 1_000 },
		);
	});
});

test("sizes are decimal, and bytes are whole", () => {
	expect([0, 182, 999, 1_234, 12_345_678, 2_000_000_000].map((bytes) => formatSize(bytes))).toEqual([
		"0 B",
		"182 B",
		"999 B",
		"1.23 kB",
		"12.3 MB",
		"2 GB",
	]);
});

test("counts have their thousands apart, and nouns their plural", () => {
	expect(formatCount(100_000)).toBe("100,000");
	expect(countOf(1, "attempt")).toBe("1 attempt");
	expect(countOf(2_000, "reply", "replies")).toBe("2,000 replies");
});

test("shares are percents with three digits at most", () => {
	expect([0, 0.001_23, 0.5, 1, 12.5].map(formatPercent)).toEqual(["0 %", "0.123 %", "50 %", "100 %", "1,250 %"]);
});
