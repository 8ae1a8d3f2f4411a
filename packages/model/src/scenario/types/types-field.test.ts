import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { anyTypes } from "../../testing/types-arbitrary.ts";
import { explainIssues } from "../explain.ts";
import { parseDataRef, printDataRef } from "./data-ref.ts";
import { parseFieldKind } from "./field-kind.ts";
import { TYPE_LIMITS } from "./limits.ts";
import type { WrittenTypes } from "./type-spec.ts";
import { typesField } from "./types-field.ts";

const BLOG: WrittenTypes = {
	Author: { name: "text 20B", avatar: "text 60B" },
	Post: { id: "number", title: "text 40B", author: "Author", likes: "number", hot: "flag", comments: "3 Comment" },
	Comment: { text: "text 80B" },
};

function problemsOf(written: unknown): readonly string[] {
	const result = typesField.safeParse(written);
	if (result.success) return [];
	return explainIssues(result.error.issues, written).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("types", () => {
	it("are read, and written back as they stood", () => {
		const types = typesField.parse(BLOG);
		expect(types.Post).toEqual({
			id: { kind: "number" },
			title: { kind: "text", bytes: 40 },
			author: { kind: "record", type: "Author" },
			likes: { kind: "number" },
			hot: { kind: "flag" },
			comments: { kind: "list", count: 3, type: "Comment" },
		});
		expect(z.encode(typesField, types)).toEqual(BLOG);
	});

	it("keep their order and their fields, whatever they are", () => {
		fc.assert(
			fc.property(anyTypes, (types) => {
				const again = typesField.parse(z.encode(typesField, types));
				expect(again).toEqual(types);
				expect(JSON.stringify(again)).toBe(JSON.stringify(types));
			}),
			{ seed: 31, numRuns: 100 },
		);
	});

	it.each([
		[{ post: { id: "number" } }, "post: a type begins with a capital letter, then up to 31 letters or digits"],
		[{ Query: { id: "number" } }, "Query: 'Query' means something in GraphQL; give the type another name"],
		[{ Post: { Id: "number" } }, "Post.Id: a field begins with a small letter, then up to 31 letters or digits"],
		[
			JSON.parse('{"Post":{"then":"flag"}}'),
			"Post.then: 'then' is what makes a promise in JavaScript; give the field another name",
		],
		[{ Post: {} }, "Post: a type has at least one field, like { id: number }"],
		[{ Post: 5 }, "Post: '5' is not a type; write its fields, like { id: number, title: text 40B }"],
		[{ Post: { a: "text" } }, "Post.a: a text has a size; write it like text 40B"],
		[{ Post: { a: "text 40" } }, "Post.a: '40' has no unit; the units of a size are B, kB, KiB, MB, MiB"],
		[{ Post: { a: "0 Post" } }, "Post.a: '0 Post': a list has 1 to 10000 records"],
		[
			{ Post: { a: "numbr" } },
			"Post.a: 'numbr' is not what a field can hold; write number, flag, text 40B, a type like Author, or a list like 3 Comment",
		],
		[
			{ Post: { a: 40 } },
			"Post.a: '40' is not what a field can hold; write number, flag, text 40B, a type like Author, or a list like 3 Comment",
		],
		["Post", ": 'Post' is no map of types; write Post: { title: text 40B } for each"],
	])("that are wrong (%j) are told with their place", (written, problem) => {
		expect(problemsOf(written)).toEqual([problem]);
	});

	it("are bounded in their number and in their fields", () => {
		const many = (count: number, first: string): string[] =>
			Array.from({ length: count }, (_, index) => `${first}${index}`);
		const fields = Object.fromEntries(many(TYPE_LIMITS.fieldsPerType + 1, "f").map((name) => [name, "flag"]));
		expect(problemsOf({ Post: fields })).toEqual(["Post: more than 64 fields"]);
		const types = Object.fromEntries(many(TYPE_LIMITS.types + 1, "T").map((name) => [name, { a: "flag" }]));
		expect(problemsOf(types)).toEqual([": more than 64 types"]);
	});

	it("have a JSON Schema for editors", () => {
		const schema = JSON.stringify(z.toJSONSchema(typesField, { io: "input", unrepresentable: "any" }));
		expect(schema).toContain("what a field holds");
	});

	it("are refused without an exception, whatever stands there", () => {
		fc.assert(
			fc.property(fc.anything(), (anything) => {
				typesField.safeParse(anything);
				typesField.safeParse({ Post: anything, Other: { a: anything } });
			}),
			{ seed: 32, numRuns: 200 },
		);
	});

	it("are read from any text without an exception", () => {
		const words = fc.stringMatching(/^(text|number|flag|\d+|Post|[ \n]|40B|1.5kB|-){0,6}$/);
		fc.assert(
			fc.property(fc.oneof(words, fc.string({ unit: "binary" })), (text) => {
				for (const result of [parseFieldKind(text), parseDataRef(text)]) {
					if (!result.ok) expect(result.problem.length).toBeLessThan(200);
				}
			}),
			{ seed: 33, numRuns: 300 },
		);
	});
});

describe("the data of a message", () => {
	it.each([
		["Post", { type: "Post" }],
		["20 Post", { type: "Post", count: 20 }],
	])("%s is read and printed", (text, value) => {
		expect(parseDataRef(text)).toEqual({ ok: true, value });
		expect(printDataRef(value)).toBe(text);
	});

	it.each([
		["post", "'post' is no data; write the type, like Post or 20 Post"],
		["", "'' is no data; write the type, like Post or 20 Post"],
		["-1 Post", "'-1 Post' is no data; write the type, like Post or 20 Post"],
		["10001 Post", "'10001 Post': a list has 1 to 10000 records"],
	])("%j is refused with its reason", (text, problem) => {
		expect(parseDataRef(text)).toEqual({ ok: false, problem });
	});
});
