import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIMITS } from "./limits.ts";
import { parseScenario } from "./parse.ts";

const gallery = new URL("../../../../scenarios/", import.meta.url);
const GOOD_FILES = readdirSync(gallery)
	.filter((name) => name.endsWith(".yaml"))
	.map((name) => readFileSync(new URL(name, gallery), "utf8"));

/** A scenario, or at least one problem, each at a place in the text. Never an exception. */
function expectAnswer(text: string): void {
	const result = parseScenario(text);
	if (result.ok) return;
	expect(result.problems.length).toBeGreaterThan(0);
	expect(result.problems.length).toBeLessThanOrEqual(LIMITS.problems);
	const lines = text.split("\n");
	for (const { line, column, message } of result.problems) {
		expect(line).toBeGreaterThanOrEqual(1);
		expect(line).toBeLessThanOrEqual(lines.length);
		expect(column).toBeGreaterThanOrEqual(1);
		expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
		expect(message).not.toBe("");
		expect(message.length).toBeLessThan(400);
		expect(message).not.toContain("\n");
	}
}

/** Words and signs of the format, in disorder. */
const TOKENS = [
	...[
		"roundtrip: 1",
		"title: x",
		"nodes:",
		"links:",
		"routes:",
		"traffic:",
		"faults:",
		"expect:",
		"is: client",
		"rtt: 1ms",
	],
	...[
		"- ",
		"? ",
		": ",
		", ",
		"{",
		"}",
		"[",
		"]",
		"|",
		">",
		"&a ",
		"*a",
		"!!str ",
		"<<: ",
		"---\n",
		"...\n",
		"%YAML 1.1\n",
		"# ",
	],
	...[
		"'",
		'"',
		"\\",
		"\n",
		"\n  ",
		"\n    ",
		"\t",
		"\r\n",
		"\u0000",
		"\ufeff",
		"é",
		"\ud800",
		"\u2028",
		"0x1",
		"1e999",
		".nan",
		"~",
	],
	...["__proto__: ", "constructor: ", "phone -> bank: ", "GET /: ", "reply: ", "lose: ", "e1.1<", "null", "2026-01-01"],
];

type Mutation = (text: string, at: number, other: number) => string;

const MUTATIONS: readonly Mutation[] = [
	// A byte that is another one.
	(text, at, other) => text.slice(0, at) + String.fromCharCode(other % 256) + text.slice(at + 1),
	// A file that ends too early.
	(text, at) => text.slice(0, at),
	// A line that is gone, or there twice.
	(text, at) => byLines(text, (lines) => lines.toSpliced(at % lines.length, 1)),
	(text, at) => byLines(text, (lines) => lines.toSpliced(at % lines.length, 0, lines[at % lines.length] ?? "")),
	// Two words in each other's place.
	(text, at, other) => byWords(text, (words) => swapped(words, at % words.length, other % words.length)),
	// A sign or word in the wrong place.
	(text, at, other) => text.slice(0, at) + TOKENS[other % TOKENS.length] + text.slice(at),
	// A line that is indented otherwise.
	(text, at, other) =>
		byLines(text, (lines) => lines.with(at % lines.length, " ".repeat(other % 9) + lines[at % lines.length])),
	// Other line ends.
	(text) => text.replaceAll("\n", "\r\n"),
];

function byLines(text: string, change: (lines: string[]) => string[]): string {
	return change(text.split("\n")).join("\n");
}

function byWords(text: string, change: (words: string[]) => string[]): string {
	return change(text.split(/(?<=[\s,:{}[\]])/)).join("");
}

function swapped(words: string[], one: number, other: number): string[] {
	return words.with(one, words[other] ?? "").with(other, words[one] ?? "");
}

const places = fc.nat({ max: 5_000 });
const mutations = fc.array(fc.tuple(fc.constantFrom(...MUTATIONS), places, places), { minLength: 1, maxLength: 4 });

describe("the reader of scenarios answers with a scenario or with problems in the text", () => {
	it("for good files with mistakes in them", () => {
		fc.assert(
			fc.property(fc.constantFrom(...GOOD_FILES), mutations, (file, steps) => {
				expectAnswer(steps.reduce((text, [mutate, at, other]) => mutate(text, at % (text.length + 1), other), file));
			}),
			{ seed: 11, numRuns: 200 },
		);
	});

	it("for the words of the format in any order", () => {
		const words = fc.array(fc.constantFrom(...TOKENS), { maxLength: 60, size: "max" });
		fc.assert(
			fc.property(words, (tokens) => expectAnswer(tokens.join(""))),
			{ seed: 12, numRuns: 200 },
		);
	});

	it("for any bytes", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300, size: "max" }), (bytes) =>
				expectAnswer(new TextDecoder().decode(bytes)),
			),
			{ seed: 13, numRuns: 100 },
		);
	});

	it("for any data in the form of JSON", () => {
		fc.assert(
			fc.property(fc.json(), (json) => expectAnswer(json)),
			{ seed: 14, numRuns: 100 },
		);
	});

	it("for any data under the keys of a scenario", () => {
		const anything = fc.jsonValue();
		const keys = ["roundtrip", "title", "nodes", "links", "routes", "traffic", "faults", "expect"];
		const data = fc.record(Object.fromEntries(keys.map((key) => [key, anything])), { requiredKeys: [] });
		fc.assert(
			fc.property(data, (value) => expectAnswer(JSON.stringify({ roundtrip: 1, title: "x", ...value }))),
			{ seed: 15, numRuns: 100 },
		);
	});
});

describe("the same scenario is read", () => {
	const file = readFileSync(new URL("first-request.yaml", gallery), "utf8");

	it.each([
		["with line ends of Windows", file.replaceAll("\n", "\r\n")],
		["with a byte order mark", `\ufeff${file}`],
		[
			"with comments and blank lines",
			file.replaceAll("\n", "  # so\n\n").replaceAll(/(about: \|)[\s\S]*?(?=nodes:)/g, "about: x\n"),
		],
		["with the marks of a document", `---\n${file}...\n`],
	])("%s", (_, text) => {
		const result = parseScenario(text);
		const original = parseScenario(file);
		expect(result.ok && { ...result.value, about: "" }).toEqual(original.ok && { ...original.value, about: "" });
	});

	it("with a map that is written once and used twice", () => {
		const text = file.replace("{ is: client", "&one { is: client").replace("links:", "  other: *one\nlinks:");
		const result = parseScenario(text);
		expect(result.ok && result.value.nodes.other).toEqual(result.ok && result.value.nodes.phone);
	});
});
