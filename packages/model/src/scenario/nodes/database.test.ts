import { describe, expect, it } from "vitest";
import { parseScenario } from "../parse.ts";
import { printScenario } from "../print.ts";
import type { DatabaseSpec } from "./database.ts";

function parse(ledger: string): ReturnType<typeof parseScenario> {
	return parseScenario(`roundtrip: 1
title: A test
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database${ledger} } }
links: { phone -> bank: { rtt: 1ms }, bank -> ledger: { rtt: 1ms } }
routes: { bank: { GET /: [ { query: ledger }, { reply: 200 } ] } }
traffic: [ { phone: GET / } ]`);
}

function databaseOf(text: string): DatabaseSpec {
	const result = parse(text);
	const ledger = result.ok ? result.value.nodes.ledger : undefined;
	if (ledger?.is !== "database") throw new Error(JSON.stringify(result));
	return ledger;
}

function problemsOf(text: string): readonly string[] {
	const result = parse(text);
	return result.ok ? [] : result.problems.map(({ message }) => message);
}

describe("a database", () => {
	it("holds no records unless it says so, and has an index", () => {
		expect(databaseOf("")).toEqual({
			is: "database",
			workers: 16,
			rows: 0,
			index: true,
			scan: 100,
			amounts: {},
			patience: 5e9,
		});
	});

	it("can hold records without an index, and says what looking through one takes", () => {
		const text = ", rows: 100000, index: false, scan: 50ns";
		expect(databaseOf(text)).toMatchObject({ rows: 100_000, index: false, scan: 50 });
	});

	it("is printed without what goes without saying", () => {
		const result = parse(", rows: 20, index: false, scan: 100ns");
		const printed = result.ok ? printScenario(result.value) : "";
		expect(printed).toContain("  ledger:\n    is: database\n    rows: 20\n    index: false\nlinks:");
	});

	it.each([
		["rows: 1000001", "whole number from 0 to 1000000"],
		["index: maybe", "index is true or false"],
		["scan: 2ms", "looking through one row takes at most 1ms"],
	])("refuses %s", (text, message) => {
		expect(problemsOf(`, ${text}`).join()).toContain(message);
	});
});
