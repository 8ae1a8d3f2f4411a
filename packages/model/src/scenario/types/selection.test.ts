import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anySelected } from "../../testing/types-arbitrary.ts";
import { checkSelection, wholeSelection } from "./check-selection.ts";
import { parseSelection, printSelection } from "./selection.ts";
import { typesField } from "./types-field.ts";

const types = typesField.parse({
	Author: { name: "text 20B", avatar: "text 60B" },
	Post: { id: "number", title: "text 40B", author: "Author", comments: "3 Comment" },
	Comment: { text: "text 80B" },
});

function problemOf(text: string): string | undefined {
	const result = parseSelection(text);
	return result.ok ? undefined : result.problem;
}

function told(text: string): readonly string[] {
	const result = parseSelection(text);
	return result.ok ? checkSelection(types, "Post", result.value) : [result.problem];
}

describe("a selection", () => {
	it("is read, with commas and line ends as spaces", () => {
		const value = [{ name: "title" }, { name: "author", selection: [{ name: "name" }] }];
		expect(parseSelection("{ title author { name } }")).toEqual({ ok: true, value });
		expect(parseSelection("{title,author\n{name}}")).toEqual({ ok: true, value });
		expect(printSelection(value)).toBe("{ title author { name } }");
	});

	it("is read back from its print as the same, and is right for its type", () => {
		fc.assert(
			fc.property(anySelected, (one) => {
				expect(parseSelection(printSelection(one.selection))).toEqual({ ok: true, value: one.selection });
				expect(checkSelection(one.types, one.type, one.selection)).toEqual([]);
			}),
			{ seed: 51, numRuns: 100 },
		);
	});

	it("of everything names all fields of all records", () => {
		expect(printSelection(wholeSelection(types, "Post"))).toBe("{ id title author { name avatar } comments { text } }");
	});

	it.each([
		["", "'' is not a selection; write it like { title author { name } }"],
		["title", "'title' is not a selection; write it like { title author { name } }"],
		["{ title", "a } is missing"],
		["{ }", "a selection names at least one field"],
		["{ author { } }", "a selection names at least one field"],
		["{ title } }", "'}' stands behind the last }"],
		["{ title } title", "'title' stands behind the last }"],
		["{ { title } }", "a { stands behind the name of a field"],
		["{ title title }", "'title' is selected twice"],
		["{ author { name } { name } }", "'author' has two selections"],
		["{ post(id: 1) }", "'post(id:' is not the name of a field; a selection has names and braces only"],
		["{ ...Fields }", "'...Fields' is not the name of a field; a selection has names and braces only"],
		["{ a ".repeat(65), "more than 64 selections in each other"],
		[`{ ${"a ".repeat(3_000)} }`, "a selection of more than 4000 characters"],
	])("written as %j is refused with its reason", (text, problem) => {
		expect(problemOf(text)).toBe(problem);
	});

	it.each([
		["{ titel }", "Post has no field 'titel'; did you mean 'title'?"],
		["{ constructor }", "Post has no field 'constructor'; there is id, title, author, comments"],
		["{ author }", "say which fields of 'author': it holds one Author"],
		["{ comments }", "say which fields of 'comments': it holds a list of Comment"],
		["{ title { name } }", "'title' is a text: it has no fields"],
		["{ author { nme } }", "Author has no field 'nme'; did you mean 'name'?"],
	])("that doesn't fit its type (%s) is refused with its reason", (text, problem) => {
		expect(told(text)).toEqual([problem]);
	});

	it("is read from any text without an exception", () => {
		const words = fc.array(fc.constantFrom("{", "}", "a", "b", " ", ",", "\n", "(", "__proto__", "é"), {
			maxLength: 30,
		});
		fc.assert(
			fc.property(
				fc.oneof(
					words.map((all) => all.join("")),
					fc.string({ unit: "binary" }),
				),
				(text) => {
					const result = parseSelection(text);
					if (result.ok) expect(parseSelection(printSelection(result.value))).toEqual(result);
					else expect(result.problem.length).toBeLessThan(200);
				},
			),
			{ seed: 52, numRuns: 500 },
		);
	});
});
