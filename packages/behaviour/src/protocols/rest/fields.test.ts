import fc from "fast-check";
import { expect, test } from "vitest";
import { combinedField, listMembers, membersOf, unquoted, withField } from "./fields.ts";

test("lines of a field are one list, in their order", () => {
	const fields = [["vary", "a, b"] as const, ["x", "1"] as const, ["vary", "c"] as const];
	expect(combinedField(fields, "vary")).toBe("a, b, c");
	expect(listMembers(fields, "vary")).toEqual(["a", "b", "c"]);
	expect(combinedField(fields, "etag")).toBeUndefined();
});

test.each<[string, readonly string[]]>([
	["", []],
	[" , ,", []],
	['"a,b", c', ['"a,b"', "c"]],
	['W/"a,b",W/"c"', ['W/"a,b"', 'W/"c"']],
	['x="a\\",b", c', ['x="a\\",b"', "c"]],
	['a, "never closed, b', ["a", '"never closed, b']],
	["a;q=0.5 ,\tb", ["a;q=0.5", "b"]],
])("%j has the members %j", (value, members) => {
	expect(membersOf(value)).toEqual(members);
});

test("members that are written with commas are read back", () => {
	const member = fc.stringMatching(/^(?:[a-z]{1,5}|"[a-z, ]{0,5}")$/);
	fc.assert(
		fc.property(fc.array(member), (members) => {
			expect(membersOf(members.join(" ,"))).toEqual(members);
		}),
		{ seed: 931 },
	);
});

test("what stands in quotes is read without them", () => {
	expect([unquoted('"a\\"b"'), unquoted("a"), unquoted('"a')]).toEqual(['a"b', "a", '"a']);
});

test("a field takes the place of all of its name", () => {
	const fields = [["a", "1"] as const, ["b", "2"] as const, ["a", "3"] as const];
	expect(withField(fields, "a", "4")).toEqual([["a", "4"], fields[1]]);
	expect(withField(fields, "c", "4")).toEqual([...fields, ["c", "4"]]);
});
