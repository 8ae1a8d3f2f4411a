import { describe, expect, it } from "vitest";
import { EXPONENTIAL, NORMAL } from "./ziggurat.ts";

describe.each([
	{ name: "exponential", shape: EXPONENTIAL, areaOfTail: Math.exp(-EXPONENTIAL.tail) },
	// sqrt(pi / 2) times the probability of more than 3.654 standard deviations on one side.
	{ name: "normal", shape: NORMAL, areaOfTail: Math.sqrt(Math.PI / 2) * 2.5803e-4 },
])("the $name ziggurat", ({ shape, areaOfTail }) => {
	const edge = (layer: number): number => shape.edges[layer] ?? NaN;
	const height = (layer: number): number => shape.heights[layer] ?? NaN;
	const areaOfBase = edge(1) * height(1) + areaOfTail;

	it("has layers of equal area, the tail belonging to the base", () => {
		expect(edge(0) * height(1)).toBeCloseTo(areaOfBase, 6);
		for (let layer = 1; layer < 256; layer++) {
			expect(edge(layer) * (height(layer + 1) - height(layer))).toBeCloseTo(edge(0) * height(1), 12);
		}
	});

	it("narrows from the base to a point", () => {
		for (let layer = 0; layer < 256; layer++) expect(edge(layer + 1)).toBeLessThan(edge(layer));
		expect([edge(256), height(256)]).toEqual([0, 1]);
	});
});
