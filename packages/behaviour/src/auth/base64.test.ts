import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64, base64url, fromBase64, fromBase64url } from "./base64.ts";
import { constantTimeEqual, hexOf, octetsOf, textOf } from "./octets.ts";

const octets = fc.uint8Array({ maxLength: 200 });

describe("octets as text", () => {
	it("are written as Node writes them, and read back", () => {
		fc.assert(
			fc.property(octets, (each) => {
				const node = Buffer.from(each);
				expect(base64url(each)).toBe(node.toString("base64url"));
				expect(base64(each)).toBe(node.toString("base64").replace(/=+$/, ""));
				expect(hexOf(each)).toBe(node.toString("hex"));
				expect(fromBase64url(base64url(each))).toEqual(each);
				expect(fromBase64(base64(each))).toEqual(each);
			}),
			{ seed: 501, numRuns: 300 },
		);
	});

	it("have one text only: whatever else is read is written differently", () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[A-Za-z0-9_=-]{0,12}$/), (text) => {
				const read = fromBase64url(text);
				if (read !== undefined) expect(base64url(read)).toBe(text);
			}),
			{ seed: 502, numRuns: 1_000 },
		);
		expect(fromBase64url("QQ")).toEqual(Uint8Array.of(65));
		expect(fromBase64url("QR")).toBeUndefined();
		expect(fromBase64url("QQ==")).toBeUndefined();
		expect(fromBase64url("Q")).toBeUndefined();
	});

	it("are UTF-8, and nothing where they aren't", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (text) => {
				expect(octetsOf(text)).toEqual(Uint8Array.from(Buffer.from(text)));
				expect(textOf(octetsOf(text))).toBe(Buffer.from(text).toString());
			}),
			{ seed: 503, numRuns: 300 },
		);
		expect(textOf(Uint8Array.of(0xc0, 0xaf))).toBeUndefined();
		expect(textOf(Uint8Array.of(0xed, 0xa0, 0x80))).toBeUndefined();
	});

	it("are equal where every octet is", () => {
		fc.assert(
			fc.property(octets, octets, (one, other) => {
				expect(constantTimeEqual(one, Uint8Array.from(one))).toBe(true);
				expect(constantTimeEqual(one, other)).toBe(Buffer.from(one).equals(Buffer.from(other)));
			}),
			{ seed: 504, numRuns: 300 },
		);
	});
});
