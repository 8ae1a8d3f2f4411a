import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { HeaderField } from "../../messages/http-message.ts";
import { negotiate, notAcceptable, type Representation } from "./negotiation.ts";
import { preferencesOf } from "./preference.ts";

const FORMS = [
	{ type: "application/json", name: "json" },
	{ type: "text/html", language: "en", name: "en" },
	{ type: "text/html", language: "de-CH", name: "de" },
	{ type: "text/html", language: "en", encoding: "gzip", name: "en.gz" },
] as const;

function chosen(...fields: readonly HeaderField[]): string | undefined {
	const request = { method: "GET", path: "/", fields, body: { size: 0 } } as const;
	return negotiate<Representation & { name: string }>(request, FORMS).chosen?.name;
}

describe("the form that a client gets", () => {
	it.each<[string, readonly HeaderField[], string | undefined]>([
		["who says nothing gets the first", [], "json"],
		["one type", [["accept", "text/html"]], "en"],
		["all of a kind", [["accept", "text/*"]], "en"],
		["the closest range counts", [["accept", "text/*, application/json;q=0.5"]], "en"],
		["wherever it stands", [["accept", "application/*;q=0.2, application/json, text/html;q=0.9"]], "json"],
		["by weight", [["accept", "application/json;q=0.1, text/html;q=0.2"]], "en"],
		["never what weighs nothing", [["accept", "application/json;q=0, */*;q=0.1"]], "en"],
		["nothing fits", [["accept", "image/png"]], undefined],
		[
			"a language",
			[
				["accept", "text/html"],
				["accept-language", "de"],
			],
			"de",
		],
		[
			"a language by weight",
			[
				["accept", "text/html"],
				["accept-language", "de;q=0.3, en;q=0.8"],
			],
			"en",
		],
		[
			"a language that isn't there is no reason to give nothing",
			[
				["accept", "text/html"],
				["accept-language", "fr"],
			],
			"en",
		],
		[
			"unless it is turned down",
			[
				["accept", "text/html"],
				["accept-language", "fr, *;q=0"],
			],
			undefined,
		],
		[
			"an encoding alone",
			[
				["accept", "text/html"],
				["accept-encoding", "gzip, identity;q=0"],
			],
			"en.gz",
		],
		[
			"where both may be, the first",
			[
				["accept", "text/html"],
				["accept-encoding", "gzip"],
			],
			"en",
		],
		[
			"in two lines",
			[
				["accept", "image/png"],
				["accept", "text/html"],
			],
			"en",
		],
		["a type in other letters", [["accept", "TEXT/HTML"]], "en"],
	])("%s: %j → %s", (_, fields, expected) => {
		expect(chosen(...fields)).toBe(expected);
	});

	it("depends on the fields in which the forms differ", () => {
		const request = { method: "GET", path: "/", fields: [], body: { size: 0 } } as const;
		expect(negotiate(request, FORMS).vary).toEqual(["accept", "accept-encoding", "accept-language"]);
		expect(negotiate(request, FORMS.slice(1, 3)).vary).toEqual(["accept-language"]);
		expect(negotiate(request, FORMS.slice(0, 1)).vary).toEqual([]);
	});

	it("is a 406 with what there is where there is none", () => {
		const { status, body } = notAcceptable(FORMS);
		expect([status, JSON.parse(body.text ?? "").types]).toEqual([406, ["application/json", "text/html"]]);
	});
});

test("a parameter of a type must be there, one that isn't asked for may", () => {
	const form = [{ type: "text/html; level=1" }];
	const request = (accept: string) =>
		({ method: "GET", path: "/", fields: [["accept", accept]], body: { size: 0 } }) as const;
	expect(negotiate(request("text/html;level=1"), form).chosen).toBe(form[0]);
	expect(negotiate(request('text/html;level="1"'), form).chosen).toBe(form[0]);
	expect(negotiate(request("text/html"), form).chosen).toBe(form[0]);
	expect(negotiate(request("text/html;level=2"), form).chosen).toBeUndefined();
});

test("a weight that is none makes the member none", () => {
	expect(preferencesOf("a;q=2, b;q=0.5, c;q=0.1234, d")?.map(({ value }) => value)).toEqual(["b", "d"]);
});

test("whoever is chosen is one that is there, whatever is asked for", () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (accept, language) => {
			const name = chosen(["accept", accept], ["accept-language", language]);
			expect([undefined, ...FORMS.map((form) => form.name)]).toContain(name);
		}),
		{ seed: 935 },
	);
});
