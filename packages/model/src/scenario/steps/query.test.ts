import { describe, expect, it } from "vitest";
import { parseScenario } from "../parse.ts";
import { printScenario } from "../print.ts";
import type { QueryStep } from "./query.ts";
import { effectsOf } from "./query-effects.ts";
import type { Step } from "./registry.ts";

function parse(step: string): ReturnType<typeof parseScenario> {
	return parseScenario(`roundtrip: 1
title: A test
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database } }
links: { phone -> bank: { rtt: 1ms }, bank -> ledger: { rtt: 1ms } }
routes: { bank: { GET /: [ ${step}, { reply: 200 } ] } }
traffic: [ { phone: GET / } ]`);
}

function stepOf(text: string): Step | undefined {
	const result = parse(text);
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.value.routes.bank?.["GET /"]?.[0];
}

describe("a query", () => {
	it("is one statement of 1 ms unless it says otherwise", () => {
		expect(stepOf("{ query: ledger }")).toEqual({ query: "ledger", takes: { shape: "fixed", ns: 1e6 }, times: 1 });
	});

	it("can be many statements, one after the other", () => {
		expect(stepOf("{ query: ledger, times: 20 }")).toMatchObject({ times: 20 });
	});

	it.each([0, 1.5, 1001])("is never %d times", (times) => {
		const result = parse(`{ query: ledger, times: ${times} }`);
		const [problem] = result.ok ? [] : result.problems;
		expect(problem?.message).toContain("is not a whole number from 1 to 1000");
	});

	it("can commit several effects in one transaction", () => {
		const step = stepOf("{ query: ledger, effect: debit, with: [credit, receipt] }");
		expect(step).toMatchObject({ effect: "debit", with: ["credit", "receipt"] });
		expect(effectsOf(step as QueryStep)).toEqual(["debit", "credit", "receipt"]);
	});

	it.each([
		["with: [credit]", "`with` stands beside an `effect`"],
		["effect: debit, with: []", "name another effect, or leave `with` away"],
		["effect: debit, with: [debit]", "an effect is named twice in one transaction"],
		["effect: debit, with: credit", "this is a list of effects: write it like [credit]"],
	])("refuses %s", (text, message) => {
		const result = parse(`{ query: ledger, ${text} }`);
		const [problem] = result.ok ? [] : result.problems;
		expect(problem?.message).toContain(message);
	});

	it("is printed as often as it is asked, and once in silence", () => {
		const result = parse("{ query: ledger, times: 20 }, { query: ledger, times: 1 }");
		const printed = result.ok ? printScenario(result.value) : "";
		expect(printed).toContain("- query: ledger\n        times: 20\n      - query: ledger\n      - reply: 200\n");
	});
});
