import fc from "fast-check";
import { expect, test } from "vitest";
import { appendHuffman, huffmanLength } from "./huffman.ts";

const SYMBOLS = Array.from({ length: 256 }, (_, symbol) => symbol);

function bitsOf(text: string): string {
	const bytes: number[] = [];
	appendHuffman(bytes, text);
	expect(bytes.length).toBe(huffmanLength(text));
	return bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
}

/** Eight times a symbol are as many whole bytes as its code has bits. */
const CODES = new Map(
	SYMBOLS.map((symbol) => {
		const eight = bitsOf(String.fromCharCode(symbol).repeat(8));
		return [eight.slice(0, eight.length / 8), String.fromCharCode(symbol)];
	}),
);

/** Reads symbol for symbol; the rest must be fewer than eight ones. */
function decode(bits: string): string {
	let text = "";
	let code = "";
	for (const bit of bits) {
		code += bit;
		const symbol = CODES.get(code);
		if (symbol === undefined) continue;
		text += symbol;
		code = "";
	}
	expect(code).toMatch(/^1{0,7}$/);
	return text;
}

test("the symbols at the corners have the codes of RFC 7541, appendix B", () => {
	const codeOf = new Map([...CODES].map(([code, symbol]) => [symbol.charCodeAt(0), code]));
	const listed: readonly (readonly [number, number, number])[] = [
		[0, 0x1ff8, 13],
		[1, 0x7fffd8, 23],
		[2, 0xfffffe2, 28],
		[9, 0xffffea, 24],
		[10, 0x3ffffffc, 30],
		[13, 0x3ffffffd, 30],
		[22, 0x3ffffffe, 30],
		[31, 0xffffffb, 28],
		[32, 0x14, 6],
		[48, 0x0, 5],
		[90, 0xfd, 8],
		[92, 0x7fff0, 19],
		[116, 0x9, 5],
		[127, 0xffffffc, 28],
		[128, 0xfffe6, 20],
		[199, 0x1ffffec, 25],
		[249, 0xffffffe, 28],
		[255, 0x3ffffee, 26],
	];
	for (const [symbol, code, length] of listed) expect(codeOf.get(symbol)).toBe(code.toString(2).padStart(length, "0"));
});

test("all codes together with the end of string leave no room for another", () => {
	const room = [...CODES.keys()].reduce((sum, code) => sum + 2 ** -code.length, 2 ** -30);
	expect([CODES.size, room]).toEqual([256, 1]);
});

test("what is written can be read back", () => {
	const texts = fc.array(fc.nat({ max: 255 })).map((bytes) => String.fromCharCode(...bytes));
	fc.assert(
		fc.property(texts, (text) => {
			expect(decode(bitsOf(text))).toBe(text);
		}),
		{ seed: 174, numRuns: 500 },
	);
});
