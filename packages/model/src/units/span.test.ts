import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duration } from "./duration.ts";
import { parseSpan, printSpan, type Span } from "./span.ts";

const ns = fc.nat({ max: duration.max });
const spans: fc.Arbitrary<Span> = fc.oneof(
	ns.map((value): Span => ({ shape: "fixed", ns: value })),
	fc
		.tuple(ns, ns)
		.map(([one, other]): Span => ({ shape: "between", fromNs: Math.min(one, other), toNs: Math.max(one, other) })),
	ns.map((value): Span => ({ shape: "exponential", meanNs: value })),
);

describe("a span", () => {
	it("is read back from its print as the same span", () => {
		fc.assert(
			fc.property(spans, (span) => {
				expect(parseSpan(printSpan(span))).toEqual({ ok: true, value: span });
			}),
			{ seed: 31, numRuns: 100 },
		);
	});

	it.each([
		["20ms", { shape: "fixed", ns: 20_000_000 }],
		["20ms..40ms", { shape: "between", fromNs: 20_000_000, toNs: 40_000_000 }],
		[" 20 ms .. 40 ms ", { shape: "between", fromNs: 20_000_000, toNs: 40_000_000 }],
		["20ms..20ms", { shape: "between", fromNs: 20_000_000, toNs: 20_000_000 }],
		["exponential 20ms", { shape: "exponential", meanNs: 20_000_000 }],
	])("is read from %j", (text, value) => {
		expect(parseSpan(text)).toEqual({ ok: true, value });
	});

	it.each([
		["40ms..20ms", "'40ms..20ms' is not a span; write the shorter duration first, like 20ms..40ms"],
		["1ms..2ms..3ms", "'1ms..2ms..3ms' is not a span; write the shorter duration first, like 20ms..40ms"],
		["20..40ms", "'20' has no unit; the units of a duration are ns, us, ms, s, min, h"],
		["20ms..", "'' is not a duration; write it like 100ms or 1.5s"],
		["exponential", "'exponential' is not a duration; write it like 100ms or 1.5s"],
		["exponential 20", "'20' has no unit; the units of a duration are ns, us, ms, s, min, h"],
		["normal 20ms", "'normal 20ms' is not a duration; write it like 100ms or 1.5s"],
	])("is not read from %j, and the reason is told", (text, problem) => {
		expect(parseSpan(text)).toEqual({ ok: false, problem });
	});

	it("is answered without a throw, whatever the text is", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (text) => {
				expect(typeof parseSpan(text).ok).toBe("boolean");
			}),
			{ seed: 32, numRuns: 100 },
		);
	});
});
