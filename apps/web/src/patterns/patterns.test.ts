import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { patterns } from "./patterns.ts";

test("each pattern is played by a scenario of the gallery, in one sentence", () => {
	for (const { scenario, what } of patterns) {
		expect(existsSync(new URL(`../../../../scenarios/${scenario}.yaml`, import.meta.url)), scenario).toBe(true);
		expect(what.match(/\./g), what).toHaveLength(1);
	}
	expect(new Set(patterns.map(({ name }) => name)).size).toBe(patterns.length);
});
