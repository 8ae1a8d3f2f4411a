import { describe, expect, test } from "vitest";
import { runOf } from "../fixture.ts";
import { eventScale, PADDING, ROW_HEIGHT, timeScale } from "./vertical-scale.ts";

const run = runOf();

describe("true time", () => {
	test("gives equal durations equal lengths", () => {
		const scale = timeScale(run.trace, run.durationNs, 1_000);
		const quarter = scale.ofTime(run.durationNs / 4) - scale.ofTime(0);
		expect(quarter).toBeCloseTo((1_000 - 2 * PADDING) / 4);
		expect(scale.timeAt(scale.ofTime(123_456))).toBe(123_456);
	});

	test("never grows beyond what a browser can hold", () => {
		expect(timeScale(run.trace, run.durationNs, 1e9).height).toBeLessThanOrEqual(4_000_000);
	});
});

describe("one row an event", () => {
	test("keeps a millisecond as readable as a second", () => {
		const scale = eventScale(run.trace);
		const places = Array.from({ length: run.trace.length }, (_, seq) => scale.ofEvent(seq));
		const steps = places.slice(1).map((y, at) => y - (places[at] ?? 0));
		expect(new Set(steps)).toEqual(new Set([0, ROW_HEIGHT]));
		expect(scale.height).toBe((places.at(-1) ?? 0) + PADDING);
	});
});
