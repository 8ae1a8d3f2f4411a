import { describe, expect, it } from "vitest";
import { exp, log } from "./portable-math.ts";

const view = new DataView(new ArrayBuffer(8));

function bits(x: number): string {
	view.setFloat64(0, x);
	return view.getBigUint64(0).toString(16).padStart(16, "0");
}

/** How many doubles lie between two of the same sign. */
function ulpsBetween(x: number, y: number): number {
	return Math.abs(Number(BigInt(`0x${bits(Math.abs(x))}`) - BigInt(`0x${bits(Math.abs(y))}`)));
}

/** Positive numbers over the whole range, put together from bits. */
function* spread(count: number): Generator<number> {
	let word = 12345;
	for (let n = 0; n < count; n++) {
		word = (Math.imul(word, 1664525) + 1013904223) | 0;
		const exponent = 23 + ((n * 7) % 2000);
		view.setInt32(0, (exponent << 20) | (word >>> 12));
		view.setInt32(4, word);
		yield view.getFloat64(0);
	}
}

describe("log", () => {
	it.each([
		[0, -Infinity],
		[-0, -Infinity],
		[-1, NaN],
		[NaN, NaN],
		[1, 0],
		[Infinity, Infinity],
	])("of %d is %d", (x, expected) => {
		expect(log(x)).toBe(expected);
	});

	it("is within 1 ulp of the engine's own", () => {
		let worst = 0;
		for (const x of spread(20_000)) worst = Math.max(worst, ulpsBetween(log(x), Math.log(x)));
		for (let x = 0.5; x < 2; x += 0.0001) {
			expect(Math.sign(log(x))).toBe(Math.sign(Math.log(x)));
			worst = Math.max(worst, ulpsBetween(log(x), Math.log(x)));
		}
		for (const x of [5e-324, 1e-310, 2.2250738585072014e-308, 1.7976931348623157e308]) {
			worst = Math.max(worst, ulpsBetween(log(x), Math.log(x)));
		}
		expect(worst).toBeLessThanOrEqual(1);
	});
});

describe("exp", () => {
	it.each([
		[0, 1],
		[-0, 1],
		[NaN, NaN],
		[Infinity, Infinity],
		[-Infinity, 0],
		[709.79, Infinity],
		[-745.14, 0],
		[1e-320, 1],
	])("of %d is %d", (x, expected) => {
		expect(exp(x)).toBe(expected);
	});

	it("is within 1 ulp of the engine's own", () => {
		let worst = 0;
		for (let x = -745.1; x < 709.78; x += 0.0713) worst = Math.max(worst, ulpsBetween(exp(x), Math.exp(x)));
		for (let x = -2; x < 2; x += 0.0003) worst = Math.max(worst, ulpsBetween(exp(x), Math.exp(x)));
		for (const x of [-745.1332191019411, -708.5, 709.782712893384]) {
			worst = Math.max(worst, ulpsBetween(exp(x), Math.exp(x)));
		}
		expect(worst).toBeLessThanOrEqual(1);
	});
});

/** Argument, bits of its logarithm, bits of its exponential. A change here changes every recorded run. */
const FROZEN: readonly (readonly [number, string, string])[] = [
	[5e-324, "c0874385446d71c3", "3ff0000000000000"],
	[1e-300, "c085963447f87fb5", "3ff0000000000000"],
	[1e-9, "c034b927f32bffb8", "3ff000000044b830"],
	[0.001, "c01ba18a998fffa0", "3ff0041919b7ee34"],
	[0.25, "bff62e42fefa39ef", "3ff48b5e3c3e8186"],
	[0.5, "bfe62e42fefa39ef", "3ffa61298e1e069c"],
	[0.7071067811865475, "bfd62e42fefa39f1", "4000399458f5a0d6"],
	[Math.SQRT1_2, "bfd62e42fefa39ee", "4000399458f5a0d7"],
	[0.9, "bfbaf8e8210a415c", "4003ad44655c78bc"],
	[0.9999999999999999, "bca0000000000000", "4005bf0a8b145769"],
	[1, "0000000000000000", "4005bf0a8b14576a"],
	[1.0000000000000002, "3cafffffffffffff", "4005bf0a8b14576b"],
	[1.1, "3fb8663f793c46cc", "400808883244d593"],
	[1.251665949546925, "3fccbb9c5597d5ae", "400bf82410b24aac"],
	[Math.SQRT2, "3fd62e42fefa39f0", "401073f7e8448776"],
	[1.5, "3fd9f323ecbf984c", "4011ed3fe64fc541"],
	[2, "3fe62e42fefa39ef", "401d8e64b8d4ddae"],
	[Math.E, "3ff0000000000000", "402e4efb75e4527a"],
	[3, "3ff193ea7aad030a", "403415e5bf6fb106"],
	[3.654152885361009, "3ff4bbdc33a5decc", "40435140718e8929"],
	[7.69711747013105, "400053a70477321b", "40a133fba9a2998b"],
	[10, "40026bb1bbb55516", "40d5829dcf950560"],
	[100, "40126bb1bbb55516", "48f3494a9b171bf5"],
	[700.5, "401a3509950c84a7", "7f18625c7d4f56c2"],
	[709.782712893384, "401a428494faf1b1", "7fefffffffffff2a"],
];

describe("both, in every engine", () => {
	it.each(FROZEN)("of %d have the bits that were frozen", (x, logBits, expBits) => {
		expect([bits(log(x)), bits(exp(x))]).toEqual([logBits, expBits]);
	});

	it("hash to the frozen value over twenty thousand arguments", () => {
		let hash = 0;
		const absorb = (x: number): void => {
			view.setFloat64(0, x);
			hash = Math.imul(hash ^ view.getInt32(0), 0x85ebca6b);
			hash = Math.imul(hash ^ (hash >>> 13) ^ view.getInt32(4), 0xc2b2ae35);
		};
		for (const x of spread(20_000)) {
			absorb(log(x));
			absorb(exp((x % 1400) - 700));
		}
		expect(hash >>> 0).toBe(3913267444);
	});
});
