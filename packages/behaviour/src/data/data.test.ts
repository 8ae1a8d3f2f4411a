import type { Types } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRecordSizes } from "../../../model/src/scenario/types/value-size.ts";
import { anySelected } from "../../../model/src/testing/types-arbitrary.ts";
import { bodyStart, textBody } from "../messages/body.ts";
import { jsonBody, jsonOf } from "./json.ts";
import { overFetching } from "./over-fetching.ts";
import { dataOf } from "./records.ts";
import { select } from "./select.ts";

const BLOG: Types = {
	Author: { name: { kind: "text", bytes: 10 } },
	Post: {
		id: { kind: "number" },
		title: { kind: "text", bytes: 12 },
		hot: { kind: "flag" },
		author: { kind: "record", type: "Author" },
		comments: { kind: "list", count: 2, type: "Comment" },
	},
	Comment: { text: { kind: "text", bytes: 5 } },
};

const FIRST = {
	id: 1,
	title: "1 There and ",
	hot: true,
	author: { name: "1 There an" },
	comments: [{ text: "1 The" }, { text: "2 The" }],
};

describe("the data of a message", () => {
	it("is a record, or a list that counts its records", () => {
		expect(dataOf(BLOG, { type: "Post" })).toEqual(FIRST);
		const second = { ...FIRST, id: 2, title: "2 There and ", hot: false, author: { name: "2 There an" } };
		expect(dataOf(BLOG, { type: "Post", count: 2 })).toEqual([FIRST, second]);
	});

	it("goes on where a stream has come to", () => {
		expect(dataOf(BLOG, { type: "Post" }, 7)).toEqual((dataOf(BLOG, { type: "Post", count: 7 }) as unknown[])[6]);
		expect(dataOf(BLOG, { type: "Comment", count: 2 }, 12)).toEqual([{ text: "12 Th" }, { text: "13 Th" }]);
	});

	it("has texts of exactly the size that is said, however short", () => {
		for (const bytes of [0, 1, 2, 3, 4, 100]) {
			const types: Types = { T: { text: { kind: "text", bytes } } };
			for (const place of [1, 9, 10, 123]) {
				const { text } = dataOf(types, { type: "T" }, place) as { text: string };
				expect(textBody(text).size).toBe(bytes);
			}
		}
		expect(dataOf({ T: { text: { kind: "text", bytes: 1 } } }, { type: "T" }, 12)).toEqual({ text: "2" });
	});

	it("has the fields in their order, and is the same whenever it is asked for", () => {
		fc.assert(
			fc.property(anySelected, fc.integer({ min: 1, max: 50 }), ({ types, type }, from) => {
				const data = dataOf(types, { type, count: 3 }, from);
				expect(jsonOf(data)).toBe(jsonOf(dataOf(types, { type, count: 3 }, from)));
				const [record] = data as Record<string, unknown>[];
				expect(Object.keys(record ?? {})).toEqual(Object.keys(types[type] ?? {}));
			}),
			{ seed: 61, numRuns: 100 },
		);
	});

	it("is never larger than its types were found to make it", () => {
		fc.assert(
			fc.property(anySelected, fc.integer({ min: 1, max: 2_147_483_640 }), ({ types, type }, from) => {
				const bytesAtMost = createRecordSizes(types).bytesAtMost({ type, count: 3 });
				expect(jsonOf(dataOf(types, { type, count: 3 }, from)).length).toBeLessThanOrEqual(bytesAtMost);
			}),
			{ seed: 63, numRuns: 100 },
		);
	});

	it("of 16 MB is content with its size and its beginning", () => {
		const types: Types = { Row: { id: { kind: "number" }, text: { kind: "text", bytes: 1_560 } } };
		const body = jsonBody(jsonOf(dataOf(types, { type: "Row", count: 10_000 })));
		expect(body.size).toBeGreaterThan(15_700_000);
		expect(body.size).toBe(body.text?.length);
		expect(body.text?.slice(0, 30)).toBe('[{"id":1,"text":"1 There and b');
	});
});

describe("JSON as content", () => {
	it("is counted in bytes, not in characters", () => {
		expect(jsonBody('"a"')).toEqual({ size: 3, text: '"a"' });
		expect(jsonBody('"é"')).toEqual({ size: 4, text: '"é"' });
		expect(bodyStart(jsonBody('"é"'))).toBe('"\xc3\xa9"');
	});
});

describe("of data that is asked for in part", () => {
	it("the fields come in the order of the question", () => {
		const selection = [{ name: "author", selection: [{ name: "name" }] }, { name: "id" }];
		expect(jsonOf(select(dataOf(BLOG, { type: "Post", count: 2 }), selection))).toBe(
			'[{"author":{"name":"1 There an"},"id":1},{"author":{"name":"2 There an"},"id":2}]',
		);
	});

	it("it is told how much would have come along unasked", () => {
		const bytes = overFetching(dataOf(BLOG, { type: "Post", count: 2 }), [{ name: "id" }]);
		expect(bytes).toEqual({ wholeBytes: 244, askedBytes: '[{"id":1},{"id":2}]'.length });
	});

	it("there is never more than in the whole", () => {
		fc.assert(
			fc.property(anySelected, ({ types, type, selection }) => {
				const { wholeBytes, askedBytes } = overFetching(dataOf(types, { type, count: 2 }), selection);
				expect(askedBytes).toBeLessThanOrEqual(wholeBytes);
			}),
			{ seed: 62, numRuns: 100 },
		);
	});
});
