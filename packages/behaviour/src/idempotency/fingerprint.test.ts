import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { fingerprintOf, keyName } from "./fingerprint.ts";
import type { FingerprintKind } from "./policy.ts";

function fingerprint(
	content: string,
	kind: FingerprintKind = "canonical-json",
	contentType = "application/json",
): string {
	const request = { method: "POST", target: "/transfers", contentType, content: new TextEncoder().encode(content) };
	return fingerprintOf(request, kind) ?? "none";
}

/** The same value written in another way: members turned round, spaces, numbers with zeros, letters escaped. */
function rewritten(value: unknown): string {
	if (Array.isArray(value)) return `[ ${value.map(rewritten).join(" ,\n")} ]`;
	if (typeof value === "string") {
		return `"${value.split("").map(escapeUnit).join("")}"`;
	}
	if (typeof value === "object" && value !== null) {
		const members = Object.entries(value).toReversed();
		return `{\t${members.map(([name, member]) => `${rewritten(name)} :${rewritten(member)}`).join(", ")}}`;
	}
	if (typeof value === "number" && Number.isSafeInteger(value)) return `${JSON.stringify(value)}.00e+0`;
	return JSON.stringify(value);
}

function escapeUnit(unit: string): string {
	return `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

describe("the canonical form of JSON", () => {
	it.each([
		[`{"b":1,"a":2}`, `{"a":2,"b":1}`],
		[` [ 1.0 , 1e0, 10E-1, 0.1e1 ] `, `[1,1,1,1]`],
		[`[-0, 0.0, 0e9, 0E-5]`, `[0,0,0,0]`],
		[`[100, 1e2, 1.5, 0.0015, 12e30]`, `[1e2,1e2,15e-1,15e-4,12e30]`],
		[`"\\u0061\\/\\u00e9"`, `"a/é"`],
		[`{"\\u20ac":1,"1":2,"\\r":3}`, `{"\\r":3,"1":2,"€":1}`],
		[`{"__proto__":1,"constructor":2}`, `{"__proto__":1,"constructor":2}`],
		[`null`, `null`],
	])("of %s is %s", (text, canonical) => {
		expect(canonicalJson(text)).toBe(canonical);
	});

	it.each([
		"",
		"{",
		"[1,]",
		"{a:1}",
		"01",
		"1.",
		"+1",
		"nul",
		'"\n"',
		'"\\x"',
		"[1] 2",
		"NaN",
		'{"a":1,"a":1}',
		"1e9999999999",
	])("is not there for %j", (text) => {
		expect(canonicalJson(text)).toBeUndefined();
	});

	it("keeps numbers apart that a double can't", () => {
		expect(canonicalJson("10000000000000001")).not.toBe(canonicalJson("10000000000000000"));
		expect(canonicalJson("1e400")).not.toBe(canonicalJson("1e401"));
	});

	it("has an end to its depth, and doesn't fall over beyond it", () => {
		expect(canonicalJson("[".repeat(100) + "]".repeat(100))).toBeDefined();
		expect(canonicalJson("[".repeat(100_000) + "]".repeat(100_000))).toBeUndefined();
	});

	it("is the same however a value is written, means the same, and is its own", () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const text = JSON.stringify(value);
				const canonical = canonicalJson(text) ?? "";
				expect(canonicalJson(rewritten(JSON.parse(text)))).toBe(canonical);
				expect(canonicalJson(canonical)).toBe(canonical);
				expect(JSON.parse(canonical)).toEqual(JSON.parse(text.replace(/-0(?=[,\]}]|$)/g, "0")));
			}),
			{ seed: 503, numRuns: 500 },
		);
	});

	it("is there for just those texts that are JSON, names that are twice in an object aside", () => {
		const nearlyJson = fc.stringMatching(/^[[\]{}":,0-9.eE+\- \\untrfalse]{0,12}$/);
		fc.assert(
			fc.property(nearlyJson, (text) => {
				if (canonicalJson(text) !== undefined) JSON.parse(text);
				else expect(isPlainJson(text)).toBe(false);
			}),
			{ seed: 504, numRuns: 3_000 },
		);
	});
});

function isPlainJson(text: string): boolean {
	try {
		JSON.parse(text);
		return !text.includes("{") && !/[eE][+-]?[0-9]{10}/.test(text);
	} catch {
		return false;
	}
}

describe("the fingerprint of a request", () => {
	it("is the same for equal content that is written otherwise, where the policy says so", () => {
		expect(fingerprint(`{"to":"bo","amount":5}`)).toBe(fingerprint(`{ "amount": 5.0, "to": "b\\u006f" }`));
		expect(fingerprint(`{"to":"bo","amount":5}`, "octets")).not.toBe(fingerprint(`{"amount":5,"to":"bo"}`, "octets"));
	});

	it("is another for other content, method, target or type", () => {
		const content = new TextEncoder().encode("{}");
		const base = { method: "POST", target: "/a", contentType: "application/json", content };
		const others = [
			base,
			{ ...base, method: "PATCH" },
			{ ...base, target: "/a?b" },
			{ ...base, contentType: "text/json" },
		];
		const prints = others.map((request) => fingerprintOf(request, "canonical-json"));
		expect(new Set([...prints, fingerprint("{ }", "octets")]).size).toBe(5);
	});

	it("compares octets where content is not what its type says", () => {
		expect(fingerprint(`{"a":1,"a":1}`)).not.toBe(fingerprint(`{"a":1, "a":1}`));
		expect(fingerprint(`{ "a":1}`, "canonical-json", "text/plain")).not.toBe(
			fingerprint(`{"a":1}`, "canonical-json", "text/plain"),
		);
		expect(fingerprint(`{ "a":1}`, "canonical-json", "application/vnd.x+json; charset=utf-8")).toBe(
			fingerprint(`{"a":1}`, "canonical-json", "application/vnd.x+json"),
		);
	});

	it("is none where the key alone decides", () => {
		expect(fingerprint("{}", "none")).toBe("none");
	});
});

describe("the name of a key in a store", () => {
	it("is another for each caller, route and key, however their texts run together", () => {
		const names = [keyName("a", "b", "c"), keyName("ab", "", "c"), keyName("a", "bc", ""), keyName("", "ab", "c")];
		expect(new Set(names).size).toBe(4);
		for (const name of names) expect(name).toMatch(/^[0-9a-f]{64}$/);
	});
});
