import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { allPatterns } from "./all-patterns.ts";
import { patterns } from "./patterns.ts";

test("each pattern is played by a scenario of the gallery, in one sentence", () => {
	for (const { scenario, what } of patterns) {
		expect(existsSync(new URL(`../../../../scenarios/${scenario}.yaml`, import.meta.url)), scenario).toBe(true);
		expect(what.match(/\./g), what).toHaveLength(1);
	}
	expect(new Set(patterns.map(({ name }) => name)).size).toBe(patterns.length);
});

test("a scenario that says its pattern is among them, once, and a pattern without a scenario is not", () => {
	const gossip = { id: "gossip", pattern: { name: "Gossip", what: "Each tells another one." } };
	const rest = { id: "rest-resources", pattern: { name: "Resources", what: "Everything has an address." } };
	expect(allPatterns([gossip, rest, { id: "polling" }]).map(({ name, scenario }) => [name, scenario])).toEqual([
		["REST", "rest-resources"],
		["Polling", "polling"],
		["Gossip", "gossip"],
	]);
});
