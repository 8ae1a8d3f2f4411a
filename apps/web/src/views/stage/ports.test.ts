import { expect, test } from "vitest";
import { portsOf } from "./ports.ts";

const boxes = new Map([
	["a", { x: 0, y: 0, width: 100, height: 40 }],
	["b", { x: 0, y: 100, width: 100, height: 40 }],
	["bank", { x: 300, y: 50, width: 100, height: 40 }],
]);

test("the links of one node are spread over its side, the upper one above", () => {
	const links = new Map([
		["b -> bank", { from: "b", to: "bank" }],
		["a -> bank", { from: "a", to: "bank" }],
	]);
	const ports = portsOf(links, boxes);
	expect(ports.get("a -> bank")).toEqual({ from: 0, to: -12 });
	expect(ports.get("b -> bank")).toEqual({ from: 0, to: 12 });
});

test("a link that is alone is fixed in the middle", () => {
	expect(portsOf(new Map([["a -> bank", { from: "a", to: "bank" }]]), boxes).get("a -> bank")).toEqual({
		from: 0,
		to: 0,
	});
});
