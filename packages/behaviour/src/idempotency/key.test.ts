import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readKey, structuredKey } from "./key.ts";
import { DRAFT_POLICY, type IdempotencyPolicy } from "./policy.ts";

const UUID = "8e03978e-40d5-43e8-bc93-6894a57f9324";
const BARE: IdempotencyPolicy = { ...DRAFT_POLICY, syntax: "bare", lengthAtLeast: 1 };
const EITHER: IdempotencyPolicy = { ...DRAFT_POLICY, syntax: "either", lengthAtLeast: 1 };

function keyOf(value: string, policy: IdempotencyPolicy): string {
	const reading = readKey([value], policy);
	return reading.ok ? reading.key : reading.why;
}

describe("the key of a request", () => {
	it("is the text in the quotes", () => {
		expect(keyOf(`"${UUID}"`, DRAFT_POLICY)).toBe(UUID);
		expect(keyOf(`"a \\"quoted\\" key, with \\\\"`, DRAFT_POLICY)).toBe(`a "quoted" key, with \\`);
	});

	it("may have parameters, which say nothing", () => {
		expect(keyOf(`"${UUID}"; v=1; note="a;b"; flag`, DRAFT_POLICY)).toBe(UUID);
		expect(keyOf(`"${UUID}"; =1`, DRAFT_POLICY)).toBe("malformed");
	});

	it.each([
		["without quotes", UUID],
		["with one quote", `"${UUID}`],
		["with a quote too many", `"${UUID}""`],
		["with a character that has to be escaped", `"0123456789"abcdef"`],
		["with an escape of something else", `"0123456789\\nabcdef"`],
		["with a letter beyond ASCII", `"0123456789abcdéf"`],
		["twice in one field", `"${UUID}", "${UUID}"`],
		["too short", `"12345"`],
		["too long", `"${"k".repeat(256)}"`],
		["empty", ""],
	])("is malformed: %s", (_, value) => {
		expect(keyOf(value, DRAFT_POLICY)).toBe("malformed");
	});

	it("is missing where the field is, and malformed where it stands twice", () => {
		expect(readKey([], DRAFT_POLICY)).toMatchObject({ ok: false, why: "missing" });
		expect(readKey([`"${UUID}"`, `"${UUID}"`], DRAFT_POLICY)).toMatchObject({ ok: false, why: "malformed" });
	});

	it("is taken as it stands where a service has no quotes, and is never two keys that were joined", () => {
		expect(keyOf(UUID, BARE)).toBe(UUID);
		expect(keyOf(`${UUID}, ${UUID}`, BARE)).toBe("malformed");
		expect(keyOf(`"${UUID}"`, BARE)).toBe("malformed");
	});

	it("is the same with and without quotes where both are taken", () => {
		expect(keyOf(`"${UUID}"`, EITHER)).toBe(keyOf(UUID, EITHER));
	});

	it("is read back as it was written, whatever ASCII it is", () => {
		const printable = fc.string({ unit: "grapheme-ascii", minLength: 16, maxLength: 255 });
		fc.assert(
			fc.property(printable, (key) => {
				const written = structuredKey(key) ?? "";
				expect(readKey([written], DRAFT_POLICY)).toEqual({ ok: true, key });
			}),
			{ seed: 501, numRuns: 300 },
		);
	});

	it("is read without a hitch from any text at all", () => {
		fc.assert(
			fc.property(
				fc.string({ unit: "binary", maxLength: 600 }),
				fc.constantFrom(DRAFT_POLICY, BARE, EITHER),
				(text, policy) => {
					const reading = readKey([text], policy);
					if (reading.ok) expect(reading.key).toMatch(/^[\x20-\x7e]+$/);
				},
			),
			{ seed: 502, numRuns: 500 },
		);
	});
});
