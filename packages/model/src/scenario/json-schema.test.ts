import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { anyScenario } from "../testing/scenario-arbitrary.ts";
import type { Descriptor } from "./descriptor.ts";
import { expectationKinds } from "./expectations/registry.ts";
import { faultKinds } from "./faults/registry.ts";
import { scenarioJsonSchema } from "./json-schema.ts";
import { link } from "./link.ts";
import { proofKinds } from "./nodes/proves.ts";
import { nodeKinds } from "./nodes/registry.ts";
import { parseScenario } from "./parse.ts";
import { writtenScenario } from "./print.ts";
import { stepKinds } from "./steps/registry.ts";

/** The part of ajv that is used here; it comes with the web server, and only the tests use it. */
interface Validator {
	compile(schema: object): ((data: unknown) => boolean) & { errors?: readonly object[] | null };
}
const { default: Ajv } = createRequire(import.meta.url)("ajv/dist/2020.js") as {
	default: new (options: object) => Validator;
};
const validate = new Ajv({ allErrors: true, strict: false }).compile(scenarioJsonSchema());

function expectValid(data: unknown): void {
	expect({ valid: validate(data), errors: validate.errors ?? null }).toEqual({ valid: true, errors: null });
}

const gallery = new URL("../../../../scenarios/", import.meta.url);

/** A route with a step in it: a stream where the step belongs to one. */
function routeAround(step: string): string {
	const name = /\w+/.exec(step)?.[0] ?? "";
	if (name === "each") return `websocket /x: [${step}]`;
	if (name === "send" || name === "subscribe") return `sse /x: [${step}]`;
	const method = name === "once" ? "POST" : "GET";
	return `${method} /x: [${step}${name === "reply" ? "" : ", { reply: 200 }"}]`;
}

/** A scenario around one line of YAML. */
type Frame = (example: string) => string;

const FRAME = {
	nodes: "nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database, amounts: { seats: 0 } } }",
	links: "links: { phone -> bank: { rtt: 1ms }, bank -> ledger: { rtt: 1ms } }",
	routes: "routes: { bank: { GET /: [{ reply: 200 }] } }",
};

const around = (changed: Partial<typeof FRAME>, more = ""): string =>
	["roundtrip: 1", "title: T", ...Object.values({ ...FRAME, ...changed }), "traffic: []", more].join("\n");

const KINDS: readonly (readonly [string, readonly Descriptor<unknown>[], Frame])[] = [
	[
		"node",
		nodeKinds,
		(example) =>
			example.includes("of: bank")
				? around({
						nodes: `nodes: { ${example}, bank: { is: server } }`,
						links: "links: { edge -> bank: { rtt: 1ms } }",
						routes: "",
					})
				: example.includes("balancer")
					? around({
							nodes: `nodes: { ${example}, bank-1: { is: server }, bank-2: { is: server } }`,
							links: "links: { front -> bank-1: { rtt: 1ms }, front -> bank-2: { rtt: 1ms } }",
							routes: "",
						})
					: around({ nodes: `nodes: { ${example} }`, links: "", routes: "" }),
	],
	["link", [link], (example) => around({ links: `links: { ${example} }` })],
	[
		"step",
		stepKinds,
		(example) =>
			around({
				nodes:
					"nodes: { phone: { is: client }, bank: { is: server }, billing: { is: server }, login: { is: server, issues: { token: 5min } }, ledger: { is: database, amounts: { seats: 0 } } }",
				links:
					"links: { phone -> bank: { rtt: 1ms }, bank -> billing: { rtt: 1ms }, bank -> login: { rtt: 1ms }, bank -> ledger: { rtt: 1ms } }",
				routes: `routes: { billing: { POST /charge: [{ reply: 200 }] }, bank: { POST /: [{ publish: news }, { publish: room }, { reply: 200 }], GET /: [{ reply: 200 }], ${routeAround(example)} } }`,
			}),
	],
	[
		"fault",
		faultKinds,
		(example) =>
			around(
				{
					nodes:
						"nodes: { phone: { is: client, proves: { token: login } }, login: { is: server, issues: { token: 5min } }, api: { is: server }, bank: { is: server }, ledger: { is: database } }",
					links:
						"links: { phone -> login: { rtt: 1ms }, phone -> api: { rtt: 1ms, tls: 1.3 }, phone -> bank: { rtt: 1ms }, bank -> ledger: { rtt: 1ms } }",
				},
				`faults: [${example}]`,
			),
	],
	[
		"proof",
		proofKinds,
		(example) =>
			around({
				nodes: `nodes: { phone: { is: client, proves: ${example} }, login: { is: server, issues: { token: 5min } }, shop: { is: server }, api: { is: server } }`,
				links:
					"links: { phone -> login: { rtt: 1ms }, phone -> shop: { rtt: 1ms, tls: 1.3 }, phone -> api: { rtt: 1ms, tls: 1.3 } }",
				routes:
					"routes: { shop: { GET /: [{ demand: session }, { reply: 200 }] }, api: { GET /: [{ demand: key }, { reply: 200 }], GET /x: [{ demand: certificate }, { reply: 200 }] } }",
			}),
	],
	[
		"expectation",
		expectationKinds,
		(example) =>
			around(
				{
					routes:
						"routes: { bank: { GET /: [{ query: ledger, effect: debit }, { query: ledger, effect: credit }, { reply: 200 }] } }",
				},
				`expect: [${example}]`,
			),
	],
];

const WORDS = KINDS.flatMap(([what, kinds, frame]) => kinds.map((kind) => [what, kind.name, kind, frame] as const));

describe("the JSON Schema of scenarios", () => {
	it.each(readdirSync(gallery).filter((name) => name.endsWith(".yaml")))("takes the gallery's %s", (name) => {
		expectValid(parse(readFileSync(new URL(name, gallery), "utf8")));
	});

	it("takes whatever the printer writes", () => {
		fc.assert(
			fc.property(anyScenario, (scenario) => expectValid(writtenScenario(scenario))),
			{ seed: 41, numRuns: 100 },
		);
	});

	it.each([
		["an unknown key", { roundtrip: 1, title: "T", nodes: {}, traffic: [], colour: "red" }],
		["a missing title", { roundtrip: 1, nodes: {}, traffic: [] }],
		["another version", { roundtrip: 2, title: "T", nodes: {}, traffic: [] }],
		[
			"a duration without a unit",
			{ roundtrip: 1, title: "T", nodes: { c: { is: "client", timeout: "1" } }, traffic: [] },
		],
		["an unknown kind of node", { roundtrip: 1, title: "T", nodes: { c: { is: "cloud" } }, traffic: [] }],
		["a number out of bounds", { roundtrip: 1, title: "T", nodes: { s: { is: "server", workers: 0 } }, traffic: [] }],
	])("refuses %s, as the reader does", (_, data) => {
		expect(validate(data)).toBe(false);
		expect(parseScenario(JSON.stringify(data)).ok).toBe(false);
	});
});

describe.each(WORDS)("the %s '%s'", (what, name, kind, frame) => {
	it("has an example that is read and that the schema takes", () => {
		const text = frame(kind.example);
		const result = parseScenario(text);
		expect(result.ok ? [] : result.problems).toEqual([]);
		expectValid(parse(text));
	});

	it("is named in its own example and explained in one sentence", () => {
		expect(kind.example).toContain(name === "link" ? "->" : name);
		expect(kind.what).toMatch(/^[A-Z].*\.$/s);
	});

	it("has defaults that mean what leaving them out means", () => {
		const example: unknown = parse(kind.example);
		const isNamed = name === "link" || what === "node";
		const value = isNamed ? Object.values(example as object)[0] : example;
		const bare = Object.fromEntries(Object.entries(value as object).filter(([key]) => !(key in kind.defaults)));
		expect(kind.schema.parse({ ...bare, ...kind.defaults })).toEqual(kind.schema.parse(bare));
	});
});
