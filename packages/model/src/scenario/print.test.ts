import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyScenario } from "../testing/scenario-arbitrary.ts";
import { parseFault, parseScenario } from "./parse.ts";
import { printFault, printScenario, writtenScenario } from "./print.ts";
import type { Scenario } from "./scenario.ts";

const gallery = new URL("../../../../scenarios/", import.meta.url);
const files = readdirSync(gallery).filter((name) => name.endsWith(".yaml"));

const EMPTY: Scenario = {
	roundtrip: 1,
	title: "T",
	seed: 1,
	types: {},
	nodes: {},
	links: {},
	routes: {},
	traffic: [],
	faults: [],
	expect: [],
};

describe("a printed scenario", () => {
	it("is read back as the same scenario, whatever the grammar can say", () => {
		fc.assert(
			fc.property(anyScenario, (scenario) => {
				expect(parseScenario(printScenario(scenario))).toEqual({ ok: true, value: scenario });
			}),
			{ seed: 1, numRuns: 100 },
		);
	});

	it.each([
		["lines of spaces", " \n"],
		["spaces before and after lines", " a\n b \n\n"],
		["tabs, returns and signs of YAML", "\ta: {\r\n- #\n\u0085\u2028 |"],
		["half a pair of surrogates", "\ud800\n"],
		["a long text", `${"word ".repeat(1_990)}\n`],
	])("keeps %s in a text", (_, about) => {
		const scenario = { ...EMPTY, about };
		expect(parseScenario(printScenario(scenario))).toEqual({ ok: true, value: scenario });
	});

	it("keeps the longest path, of signs that YAML escapes", () => {
		const request = `OPTIONS /${"\"':#".repeat(250)}`.slice(0, 1_008);
		const server = { is: "server", workers: 1, queue: 1, timeout: 1, connections: 1 } as const;
		const scenario = { ...EMPTY, nodes: { s: server }, routes: { s: { [request]: [{ reply: 200 }] } } };
		expect(parseScenario(printScenario(scenario))).toEqual({ ok: true, value: scenario });
	});

	it("reads like a file that a person wrote: defaults left out, who asks what first", () => {
		const text = `roundtrip: 1
title: Two
about: |
  Two lines,
  as they are.
nodes:
  phone:
    is: client
    retry:
      attempts: 2
  bank:
    is: server
links:
  phone -> bank:
    rtt: 100ms
routes:
  bank:
    GET /:
      - work: 1ms..1500us
      - reply: 200
traffic:
  - phone: GET /
    at: 1500ms
`;
		const read = parseScenario(text);
		expect(read.ok && printScenario(read.value)).toBe(text);
	});

	it("is read back from JSON as the same scenario", () => {
		fc.assert(
			fc.property(anyScenario, (scenario) => {
				expect(parseScenario(JSON.stringify(writtenScenario(scenario)))).toEqual({ ok: true, value: scenario });
			}),
			{ seed: 2, numRuns: 100 },
		);
	});

	it.each(files)("is printed the same again, once it was read: %s", (name) => {
		const first = parseScenario(readFileSync(new URL(name, gallery), "utf8"));
		if (!first.ok) throw new Error(JSON.stringify(first.problems));
		const printed = printScenario(first.value);
		const second = parseScenario(printed);
		expect(second).toEqual(first);
		expect(second.ok && printScenario(second.value)).toBe(printed);
	});
});

describe("a printed fault", () => {
	it("is read back as the same fault, from one line", () => {
		fc.assert(
			fc.property(anyScenario, (scenario) => {
				for (const fault of scenario.faults) {
					const text = printFault(fault);
					expect(text).not.toContain("\n");
					expect(parseFault(text, { ...scenario, faults: [] })).toEqual({ ok: true, value: fault });
				}
			}),
			{ seed: 3, numRuns: 100 },
		);
	});
});
