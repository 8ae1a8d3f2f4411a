import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BODY_KEPT, bodyStart, contentType, filling, textBody } from "./body.ts";

const texts = fc.oneof(
	fc.string({ unit: "binary" }),
	fc.string({ unit: fc.constantFrom("a", "é", "中", "😀", "\ud800", "\udc00", "\u0000") }),
);

describe("a body of text", () => {
	it("is as long as its UTF-8, and begins with its bytes", () => {
		fc.assert(
			fc.property(texts, (text) => {
				const bytes = Buffer.from(text, "utf8");
				const body = textBody(text);
				expect(body.size).toBe(bytes.length);
				expect(bodyStart(body)).toBe(bytes.toString("latin1").slice(0, BODY_KEPT));
				expect(bodyStart(body, 3)).toBe(bytes.subarray(0, 3).toString("latin1"));
			}),
			{ seed: 141, numRuns: 500 },
		);
	});

	it("keeps the first kilobyte of a long one", () => {
		expect(bodyStart(textBody("é".repeat(65_536)))).toBe("\u00c3\u00a9".repeat(512));
	});
});

describe("a body of so many bytes", () => {
	it("is filled with one sentence, again and again", () => {
		expect(filling(30)).toBe("There and back again. There an");
		for (const size of [0, 1, 21, 22, 23, 1_023, 1_024]) expect(filling(size)).toHaveLength(size);
		expect(bodyStart({ size: 1_000_000_000 })).toHaveLength(BODY_KEPT);
		expect(bodyStart({ size: 5 })).toBe("There");
	});
});

describe("the type of content", () => {
	it.each([
		['{"a":1}', "application/json"],
		["  [1]", "application/json"],
		["hello", "text/plain; charset=utf-8"],
		["", "text/plain; charset=utf-8"],
		["\n\n{", "application/json"],
	])("of %j is %s", (text, type) => {
		expect(contentType(textBody(text))).toBe(type);
	});

	it("of filling is text", () => {
		expect(contentType({ size: 9 })).toBe("text/plain; charset=utf-8");
	});
});
