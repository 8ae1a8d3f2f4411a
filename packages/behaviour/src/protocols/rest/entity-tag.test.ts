import fc from "fast-check";
import { expect, test } from "vitest";
import { textBody } from "../../messages/body.ts";
import { entityTagOf, isEntityTag, strongMatch, weakMatch } from "./entity-tag.ts";

/** The table of RFC 9110, section 8.8.3.2. */
test.each([
	['W/"1"', 'W/"1"', false, true],
	['W/"1"', 'W/"2"', false, false],
	['W/"1"', '"1"', false, true],
	['"1"', '"1"', true, true],
])("%s and %s: strong %s, weak %s", (one, other, strong, weak) => {
	expect([strongMatch(one, other), weakMatch(one, other)]).toEqual([strong, weak]);
});

test("what isn't in quotes is no tag, and matches nothing", () => {
	expect(['"a"', 'W/"a"', '""', '"a,b"'].every(isEntityTag)).toBe(true);
	expect(["a", 'w/"a"', '"a', '"a"b"', '"a b"', ""].some(isEntityTag)).toBe(false);
	expect(weakMatch("a", "a")).toBe(false);
});

test("a content has the same tag each time, and another one has another", () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (one, other) => {
			expect(isEntityTag(entityTagOf(textBody(one)))).toBe(true);
			expect(entityTagOf(textBody(one)) === entityTagOf(textBody(other))).toBe(one === other);
		}),
		{ seed: 933 },
	);
	expect(entityTagOf({ size: 1e9 })).not.toBe(entityTagOf({ size: 1e9 + 1 }));
});
