import { describe, expect, test } from "vitest";
import { tickStep, ticksBetween } from "./ticks.ts";

const MS = 1e6;
const labels = (fromMs: number, toMs: number, maximum: number): string[] =>
	ticksBetween(fromMs * MS, toMs * MS, maximum).map((tick) => tick.label);

describe("ticks of a time axis", () => {
	test("stand at round times, all in one unit", () => {
		expect(labels(0, 410, 5)).toEqual(["0", "100 ms", "200 ms", "300 ms", "400 ms"]);
		expect(labels(0, 1.2, 6)).toEqual(["0", "0.2 ms", "0.4 ms", "0.6 ms", "0.8 ms", "1.0 ms", "1.2 ms"]);
	});

	test("count in halves of minutes where a run is long", () => {
		expect(tickStep(120e9, 5)).toBe(30e9);
		expect(labels(0, 3_600_000, 4)).toEqual(["0", "15 min", "30 min", "45 min", "60 min"]);
	});

	test("begin at the first natural time inside a window", () => {
		expect(labels(130, 290, 4)).toEqual(["150 ms", "200 ms", "250 ms"]);
	});

	test("group the digits of large numbers", () => {
		expect(labels(9_000, 9_990, 2)).toEqual(["9000 ms", "9500 ms"]);
		expect(labels(9_000_000, 36_000_000, 2)).toEqual(["360 min"]);
	});

	test("are none for an empty window", () => {
		expect(ticksBetween(5, 5, 10)).toEqual([]);
		expect(ticksBetween(5, 4, 10)).toEqual([]);
	});

	test("never exceed the wanted number by more than one", () => {
		for (let spanNs = 3; spanNs < 1e14; spanNs *= 1.7) {
			expect(ticksBetween(0, spanNs, 8).length, `${spanNs} ns`).toBeLessThanOrEqual(9);
		}
	});
});
