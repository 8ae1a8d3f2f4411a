import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeUtf8, utf8Octets } from "./utf8.ts";

/** Bytes that are near to UTF-8: whole characters, their halves, and what begins or goes on wrongly. */
const bytes = fc
	.array(
		fc.oneof(
			fc.string({ unit: "binary", maxLength: 3 }).map((text) => Buffer.from(text).toString("latin1")),
			fc.constantFrom("é", "中", "😀").map((text) => Buffer.from(text).toString("latin1").slice(0, -1)),
			fc.constantFrom("\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80", "\xf4\x90\x80\x80", "\xff", "\x80"),
			fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)),
		),
		{ maxLength: 12 },
	)
	.map((parts) => parts.join(""));

describe("bytes that are read as UTF-8", () => {
	it("give what a TextDecoder gives, and are valid where a fatal one takes them", () => {
		const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
		const strict = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
		const isTaken = (octets: Buffer): boolean => {
			try {
				strict.decode(octets);
				return true;
			} catch {
				return false;
			}
		};
		fc.assert(
			fc.property(bytes, (octets) => {
				const buffer = Buffer.from(octets, "latin1");
				expect(decodeUtf8(octets)).toEqual({ text: decoder.decode(buffer), isValid: isTaken(buffer) });
			}),
			{ seed: 311, numRuns: 2_000 },
		);
	});

	it("are a text again after it was written", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (text) => {
				const wellFormed = Buffer.from(text).toString();
				expect(decodeUtf8(utf8Octets(text))).toEqual({ text: wellFormed, isValid: true });
			}),
			{ seed: 312 },
		);
	});
});
