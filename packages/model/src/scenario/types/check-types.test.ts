import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyTypes } from "../../testing/types-arbitrary.ts";
import { checkDataRef, checkTypes } from "./check-types.ts";
import type { Types, WrittenTypes } from "./type-spec.ts";
import { typesField } from "./types-field.ts";

const read = (written: WrittenTypes): Types => typesField.parse(written);

const told = (written: WrittenTypes): readonly string[] =>
	checkTypes(read(written)).map(({ path, message }) => `${path.join(".")}: ${message}`);

describe("of types", () => {
	it("nothing is wrong where each refers to those that exist, and the way ends", () => {
		expect(told({ Post: { author: "Author", editor: "Author" }, Author: { name: "text 20B" } })).toEqual([]);
		fc.assert(
			fc.property(anyTypes, (types) => {
				expect(checkTypes(types)).toEqual([]);
			}),
			{ seed: 41, numRuns: 100 },
		);
	});

	it("an unknown name is told with the nearest one", () => {
		expect(told({ Post: { author: "Auhtor" }, Author: { name: "text 20B" } })).toEqual([
			"Post.author: no type 'Auhtor'; did you mean 'Author'?",
		]);
		expect(told({ Post: { author: "Constructor" } })).toEqual(["Post.author: no type 'Constructor'; there is Post"]);
	});

	it("a record that contains itself is refused, at the field that closes the way round", () => {
		expect(told({ Post: { next: "Post" } })).toEqual([
			"Post.next: a record without end: Post in Post; leave this field out",
		]);
		expect(told({ A: { b: "B" }, B: { cs: "2 C" }, C: { a: "A", x: "flag" } })).toEqual([
			"C.a: a record without end: A in B in C in A; leave this field out",
		]);
	});

	it("a record that would be too large is refused, however fast it grows", () => {
		expect(told({ Post: { body: "text 17MB" } })).toEqual([
			"Post: Post would be larger than 16MB; make its texts or lists shorter",
		]);
		const growing = Object.fromEntries(
			Array.from({ length: 64 }, (_, index) => [
				`T${index}`,
				index === 63 ? { x: "flag" } : { a: `10000 T${index + 1}` },
			]),
		) as WrittenTypes;
		expect(told(growing).length).toBeGreaterThan(60);
	});

	it("a record with more fields than a query can ask for is refused", () => {
		const fields = (kind: string): Record<string, string> =>
			Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index}`, kind]));
		const types = { A: fields("B"), B: fields("number") } as WrittenTypes;
		expect(told(types)).toEqual(["A: A has more than 1000 fields with those of the records within it"]);
	});
});

describe("of the data of a message", () => {
	const types = read({ Post: { body: "text 2kB" } });

	it("nothing is wrong where it fits", () => {
		expect(checkDataRef(types, { type: "Post", count: 20 })).toBeUndefined();
	});

	it("an unknown type is told with the nearest one", () => {
		expect(checkDataRef(types, { type: "Pots" })).toBe("no type 'Pots'; did you mean 'Post'?");
		expect(checkDataRef({}, { type: "Post" })).toBe("no type 'Post': there are no types");
	});

	it("too long a list is told", () => {
		expect(checkDataRef(types, { type: "Post", count: 9_000 })).toBe(
			"9000 Post would be larger than 16MB; make its texts or lists shorter",
		);
	});
});
