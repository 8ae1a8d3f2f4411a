import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rate, size } from "./data.ts";
import { duration } from "./duration.ts";
import { frequency } from "./frequency.ts";
import { parseQuantity, printQuantity, type Quantity } from "./quantity.ts";

const QUANTITIES: readonly Quantity[] = [duration, size, rate, frequency];

function problemOf(text: string, quantity: Quantity): string {
	const result = parseQuantity(text, quantity);
	return result.ok ? `read as ${result.value}` : result.problem;
}

describe.each(QUANTITIES.map((quantity) => [quantity.what, quantity] as const))("%s", (_, quantity) => {
	const values = fc.oneof(
		fc.integer({ min: 0, max: quantity.max }),
		fc
			.constantFrom(...quantity.units)
			.chain(({ factor }) => fc.nat({ max: Math.floor(quantity.max / factor) }).map((n) => n * factor)),
	);

	it("is read back from its print as the same number", () => {
		fc.assert(
			fc.property(values, (value) => {
				expect(parseQuantity(printQuantity(value, quantity), quantity)).toEqual({ ok: true, value });
			}),
			{ seed: 21, numRuns: 100 },
		);
	});

	it("is printed with the least digits that say it exactly", () => {
		fc.assert(
			fc.property(values, (value) => {
				const printed = printQuantity(value, quantity);
				for (const { name, factor } of quantity.units) {
					if (value % factor === 0 && value > 0)
						expect(printed.length).toBeLessThanOrEqual(`${value / factor}`.length + 6);
					if (printed.endsWith(name) && value > 0) expect(printed).toMatch(/^[1-9]\d*\D/);
				}
			}),
			{ seed: 22, numRuns: 100 },
		);
	});

	it("is read from decimals exactly, or not at all", () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...quantity.units),
				fc.nat({ max: 9_999 }),
				fc.nat({ max: 9_999_999 }),
				({ name, factor }, whole, part) => {
					const text = `${whole}.${String(part).padStart(7, "0")}${name}`;
					const scaled = (BigInt(whole) * 10_000_000n + BigInt(part)) * BigInt(factor);
					const isWhole = scaled % 10_000_000n === 0n;
					const fits = scaled / 10_000_000n <= BigInt(quantity.max);
					const result = parseQuantity(text, quantity);
					expect(result.ok).toBe(isWhole && fits);
					if (result.ok) expect(result.value).toBe(Number(scaled / 10_000_000n));
				},
			),
			{ seed: 23, numRuns: 100 },
		);
	});

	it("takes its maximum, and not one more", () => {
		const [unit] = quantity.units;
		expect(problemOf(`${quantity.max}${unit?.name}`, quantity)).toBe(`read as ${quantity.max}`);
		expect(problemOf(`${quantity.max + 1}${unit?.name}`, quantity)).toContain("is too large; at most");
	});

	it("is read whatever stands around it or between number and unit", () => {
		const [unit] = quantity.units;
		for (const text of [
			`7${unit?.name}`,
			` 7${unit?.name} `,
			`7 ${unit?.name}`,
			`007${unit?.name}`,
			`7.000${unit?.name}`,
		]) {
			expect(problemOf(text, quantity)).toBe("read as 7");
		}
	});

	it("has examples that are read, and a zero", () => {
		for (const example of quantity.examples.split(" or "))
			expect(problemOf(example, quantity)).toMatch(/^read as [1-9]/);
		expect(problemOf(quantity.zero, quantity)).toBe("read as 0");
		expect(printQuantity(0, quantity)).toBe(quantity.zero);
	});

	it("never throws, whatever the text is", () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[\d.eE+-]{0,40}[a-zA-Z/µ%]{0,5}$/)),
				(text) => {
					const result = parseQuantity(text, quantity);
					expect(
						result.ok ? Number.isSafeInteger(result.value) && result.value >= 0 : result.problem.length < 200,
					).toBe(true);
				},
			),
			{ seed: 24, numRuns: 100 },
		);
	});
});

describe("of a duration that can't be read", () => {
	it.each([
		["", "'' is not a duration; write it like 100ms or 1.5s"],
		["soon", "'soon' is not a duration; write it like 100ms or 1.5s"],
		["-5ms", "'-5ms' is not a duration; write it like 100ms or 1.5s"],
		["1,5s", "'1,5s' is not a duration; write it like 100ms or 1.5s"],
		["1e3ms", "'1e3ms' is not a duration; write it like 100ms or 1.5s"],
		[".5s", "'.5s' is not a duration; write it like 100ms or 1.5s"],
		["1.s", "'1.s' is not a duration; write it like 100ms or 1.5s"],
		["0x10s", "'0x10s' is not a duration; write it like 100ms or 1.5s"],
		["5", "'5' has no unit; the units of a duration are ns, us, ms, s, min, h"],
		["5 sec", "unknown unit 'sec'; the units of a duration are ns, us, ms, s, min, h"],
		["5MS", "unknown unit 'MS'; the units of a duration are ns, us, ms, s, min, h"],
		["5µs", "unknown unit 'µs'; the units of a duration are ns, us, ms, s, min, h"],
		["1.5ns", "'1.5ns' is finer than 1 ns"],
		["0.0000000000000000001h", "'0.0000000000000000001h' is finer than 1 ns"],
		["25h", "'25h' is too large; at most 24h"],
		[`${"9".repeat(300)}ns`, `'${"9".repeat(40)}…' is too large; at most 24h`],
		["x".repeat(300), `'${"x".repeat(40)}…' is not a duration; write it like 100ms or 1.5s`],
	])("%j, the reason is told", (text, says) => {
		expect(problemOf(text, duration)).toBe(says);
	});
});
