import fc from "fast-check";
import { expect, test } from "vitest";
import { createShelf } from "./shelf.ts";
import { type StoredReply, storedBytes } from "./stored-reply.ts";

const stored = (key: string, size: number, variant = ""): StoredReply => ({
	...{ key, variant, vary: [], requestedNs: 0, repliedNs: 0, bornNs: 0, lifetimeNs: 0 },
	reply: { status: 200, fields: [], body: { size } },
});

test("what was used longest ago makes place", () => {
	const shelf = createShelf(200);
	for (const key of ["a", "b", "c"]) shelf.put(stored(key, 60));
	shelf.get("a");
	shelf.put(stored("d", 60));
	expect(["a", "b", "c", "d"].map((key) => shelf.get(key).length)).toEqual([1, 0, 1, 1]);
});

test("what is larger than all the room isn't kept, and takes nobody's place but that of its older self", () => {
	const shelf = createShelf(100);
	shelf.put(stored("a", 40));
	shelf.put(stored("b", 40));
	shelf.put(stored("b", 400));
	expect([shelf.get("a").length, shelf.get("b").length]).toEqual([1, 0]);
});

test("variants of a key go together where the key is forgotten, and one by one where they are removed", () => {
	const shelf = createShelf(1_000);
	for (const variant of ["1", "2", "3"]) shelf.put(stored("a", 10, variant));
	shelf.remove(stored("a", 10, "2"));
	expect(shelf.get("a").map(({ variant }) => variant)).toEqual(["1", "3"]);
	shelf.forget("a");
	expect([shelf.count, shelf.bytes]).toEqual([0, 0]);
});

test("it counts what it has, and never has more than its room", () => {
	const keys = ["a", "b", "c", "d"];
	const deed = fc.record({
		what: fc.constantFrom("put", "put", "put", "get", "remove", "forget"),
		key: fc.constantFrom(...keys),
		variant: fc.constantFrom("", "x"),
		size: fc.nat({ max: 80 }),
	});
	fc.assert(
		fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
			const shelf = createShelf(150);
			for (const { what, key, variant, size } of deeds) {
				if (what === "put") shelf.put(stored(key, size, variant));
				else if (what === "remove") shelf.remove(stored(key, 0, variant));
				else if (what === "get") shelf.get(key);
				else shelf.forget(key);
				const all = keys.flatMap((each) => shelf.get(each));
				expect(shelf.count).toBe(all.length);
				expect(shelf.bytes).toBe(all.reduce((bytes, each) => bytes + storedBytes(each), 0));
				expect(shelf.bytes).toBeLessThanOrEqual(150);
			}
		}),
		{ seed: 921, numRuns: 200 },
	);
});
