import { parseSpan, type Span } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { sampleSpan } from "./span.ts";

function span(text: string): Span {
	const result = parseSpan(text);
	if (!result.ok) throw new Error(result.problem);
	return result.value;
}

const samples = (text: string, count: number): readonly number[] =>
	Array.from({ length: count }, (_, n) => sampleSpan(span(text), 7, `e${n + 1}.1`, "step/0"));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("a sample of a span", () => {
	it("is the span itself where it is fixed", () => {
		expect(sampleSpan(span("20ms"), 1, "e1.1", "x")).toBe(20_000_000);
	});

	it("lies between the bounds, reaches both, and is evenly spread", () => {
		const values = samples("1us..1003ns", 4_000);
		for (const value of [1_000, 1_001, 1_002, 1_003]) {
			// 1,000 are due of each; five standard deviations are 137.
			expect(Math.abs(values.filter((each) => each === value).length - 1_000)).toBeLessThan(137);
		}
		expect(sampleSpan(span("5ms..5ms"), 1, "e1.1", "x")).toBe(5_000_000);
	});

	it("has the mean that it names where it is exponential", () => {
		const values = samples("exponential 20ms", 10_000);
		// Five standard deviations of the mean are 5 %.
		expect(Math.abs(mean(values) / 20e6 - 1)).toBeLessThan(0.05);
		expect(values.every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
		// e^-1 of them are longer than the mean.
		expect(Math.abs(values.filter((value) => value > 20e6).length / 10_000 - 0.3679)).toBeLessThan(0.025);
		expect(sampleSpan(span("exponential 0s"), 1, "e1.1", "x")).toBe(0);
	});

	it("is the same for the same seed, call and purpose, and another where one of them differs", () => {
		const one = span("exponential 20ms");
		const sample = sampleSpan(one, 1, "e1.1", "a");
		expect(sampleSpan(one, 1, "e1.1", "a")).toBe(sample);
		const others = [sampleSpan(one, 2, "e1.1", "a"), sampleSpan(one, 1, "e2.1", "a"), sampleSpan(one, 1, "e1.1", "b")];
		for (const other of others) expect(other).not.toBe(sample);
	});
});
