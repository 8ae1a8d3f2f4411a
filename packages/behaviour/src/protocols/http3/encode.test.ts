import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textBody } from "../../messages/body.ts";
import { type HeaderField, plainReply, plainRequest } from "../../messages/http-message.ts";
import { appendHuffman } from "../http2/huffman.ts";
import { integerSize } from "./frames.ts";
import { encodeFieldSection } from "./qpack.ts";
import { QPACK_TABLE } from "./qpack-table.ts";
import { encodeHttp3Request } from "./request.ts";
import { encodeHttp3Response } from "./response.ts";

const hex = (fields: readonly HeaderField[]): string => Buffer.from(encodeFieldSection(fields)).toString("hex");

/** Reads a field section by RFC 9204, section 4.5, as far as the static table goes. */
class Reader {
	readonly #bytes: Uint8Array;
	#at = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	fields(): HeaderField[] {
		expect([this.#integer(8), this.#integer(7)]).toEqual([0, 0]);
		const fields: HeaderField[] = [];
		while (this.#at < this.#bytes.length) fields.push(this.#line());
		return fields;
	}

	#line(): HeaderField {
		const first = this.#bytes[this.#at] ?? 0;
		if (first >> 6 === 0b11) return QPACK_TABLE[this.#integer(6)] ?? ["none", ""];
		if (first >> 4 === 0b0101) return [QPACK_TABLE[this.#integer(4)]?.[0] ?? "none", this.#string(7)];
		expect(first >> 4).toBe(0b0010);
		return [this.#string(3), this.#string(7)];
	}

	#integer(prefix: number): number {
		const limit = (1 << prefix) - 1;
		let value = (this.#bytes[this.#at++] ?? 0) & limit;
		if (value < limit) return value;
		for (let unit = 1; ; unit *= 128) {
			const byte = this.#bytes[this.#at++] ?? 0;
			value += (byte & 127) * unit;
			if (byte < 128) return value;
		}
	}

	#string(prefix: number): string {
		const isHuffman = (((this.#bytes[this.#at] ?? 0) >> prefix) & 1) === 1;
		const length = this.#integer(prefix);
		const bytes = Buffer.from(this.#bytes.subarray(this.#at, this.#at + length));
		this.#at += length;
		return isHuffman ? huffmanText(bytes) : bytes.toString("latin1");
	}
}

/** Eight times a symbol are as many whole bytes as its code has bits. */
const SYMBOLS = new Map(
	Array.from({ length: 256 }, (_, symbol) => {
		const eight: number[] = [];
		appendHuffman(eight, String.fromCharCode(symbol).repeat(8));
		return [bitsOf(eight).slice(0, eight.length), String.fromCharCode(symbol)];
	}),
);

function bitsOf(bytes: Iterable<number>): string {
	return Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
}

function huffmanText(bytes: Uint8Array): string {
	let [text, code] = ["", ""];
	for (const bit of bitsOf(bytes)) {
		code += bit;
		const symbol = SYMBOLS.get(code);
		if (symbol === undefined) continue;
		text += symbol;
		code = "";
	}
	return text;
}

describe("a field section of HTTP/3", () => {
	it("is written with the static table of RFC 9204", () => {
		expect(QPACK_TABLE.length).toBe(99);
		expect([0, 1, 24, 54, 63, 98].map((index) => QPACK_TABLE[index])).toEqual([
			[":authority", ""],
			[":path", "/"],
			[":status", "103"],
			["content-type", "text/plain;charset=utf-8"],
			[":status", "100"],
			["x-frame-options", "sameorigin"],
		]);
		expect(
			hex([
				[":method", "GET"],
				[":scheme", "https"],
				["accept", "*/*"],
				["x-frame-options", "deny"],
			]),
		).toBe("0000d1d7ddff22");
	});

	it("bears the RFC's example (B.1), with Huffman's code as it is shorter", () => {
		expect(hex([[":path", "/index.html"]])).toBe("0000518860d5485f2bce9a68");
		expect(hex([[":path", "/&&"]])).toBe("000051032f2626");
		expect(hex([["custom-key", "custom-value"]])).toBe("00002f0125a849e95ba97d7f8925a849e95bb8e8b4bf");
	});

	it("can be read back, field for field", () => {
		const names = fc.oneof(fc.constantFrom(...QPACK_TABLE.map(([name]) => name)), fc.stringMatching(/^[!-~]{1,300}$/));
		const values = fc.oneof(
			fc.constantFrom(...QPACK_TABLE.map(([, value]) => value)),
			fc.string({ unit: "binary-ascii", maxLength: 300 }),
		);
		const fields = fc.oneof(fc.constantFrom(...QPACK_TABLE), fc.tuple(names, values));
		fc.assert(
			fc.property(fc.array(fields, { maxLength: 12 }), (section) => {
				expect(new Reader(encodeFieldSection(section)).fields()).toEqual(section);
			}),
			{ seed: 181, numRuns: 300 },
		);
	});
});

describe("a message of HTTP/3", () => {
	it("has frames with lengths of 1, 2, 4 or 8 bytes", () => {
		const sizes = [0, 63, 64, 16_383, 16_384, 1_073_741_823, 1_073_741_824].map(integerSize);
		expect(sizes).toEqual([1, 1, 2, 2, 4, 4, 8]);
	});

	it("stays the same from version to version", () => {
		expect(encodeHttp3Request(plainRequest("POST", "/transfers", textBody('{"amount":100}')), "bank", "e1.1")).toEqual({
			summary: "POST /transfers",
			head: [
				":method: POST",
				":scheme: https",
				":authority: bank",
				":path: /transfers",
				"roundtrip-call: e1.1",
				"accept: */*",
				"content-type: application/json",
				"content-length: 14",
				"",
			].join("\r\n"),
			body: '{"amount":100}',
			size: 58,
			headBytes: 40,
			bodyBytes: 14,
		});
		expect(encodeHttp3Response(plainReply(200, { size: 70_000 }), 0)).toMatchObject({
			summary: "200 OK",
			head: [
				":status: 200",
				"content-type: text/plain; charset=utf-8",
				"content-length: 70000",
				"date: Thu, 01 Jan 2026 00:00:00 GMT",
				"",
			].join("\r\n"),
			size: 70_061,
			headBytes: 54,
			bodyBytes: 70_000,
		});
	});

	it("says where it sends its asker on to, in a field after the status", () => {
		const { head } = encodeHttp3Response({ ...plainReply(302, { size: 0 }), fields: [["location", "/new"]] }, 0);
		expect(head).toMatch(/^:status: 302\r\nlocation: \/new\r\ncontent-length: 0\r\n/);
	});

	it("without content is its HEADERS frame alone", () => {
		for (const message of [
			encodeHttp3Response(plainReply(204, { size: 9 }), 0),
			encodeHttp3Response(plainReply(200, { size: 9 }), 0, true),
		]) {
			expect(message).toMatchObject({ bodyBytes: 0, body: "", size: 2 + message.headBytes });
		}
	});
});
