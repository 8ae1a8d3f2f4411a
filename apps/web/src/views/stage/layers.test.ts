import { describe, expect, test } from "vitest";
import { type Edge, layersOf } from "./layers.ts";

const edge = (name: string): Edge => {
	const [from = "", to = ""] = name.split(">");
	return { from, to };
};

describe("the columns of the stage", () => {
	test("have the client left and what it depends on right", () => {
		expect(layersOf(["ledger", "phone", "bank"], [edge("phone>bank"), edge("bank>ledger")])).toEqual([
			["phone"],
			["bank"],
			["ledger"],
		]);
	});

	test("put a node right of the farthest that asks it", () => {
		const edges = ["a>b", "b>c", "a>c"].map(edge);
		expect(layersOf(["a", "b", "c"], edges)).toEqual([["a"], ["b"], ["c"]]);
	});

	test("stack several clients and servers", () => {
		const edges = ["a>x", "b>x", "x>db", "y>db", "b>y"].map(edge);
		expect(layersOf(["a", "b", "x", "y", "db"], edges)).toEqual([["a", "b"], ["x", "y"], ["db"]]);
	});

	test("place neighbours beside each other, so that links don't cross", () => {
		expect(layersOf(["a", "b", "x", "y"], [edge("a>y"), edge("b>x")]).flat()).toEqual(["a", "b", "y", "x"]);
	});

	test("hold a node that nobody asks and that asks nobody", () => {
		expect(layersOf(["alone"], [])).toEqual([["alone"]]);
	});

	test("end for servers that ask each other in a circle", () => {
		expect(layersOf(["a", "b", "c"], ["a>b", "b>c", "c>b"].map(edge))).toEqual([["a"], ["b"], ["c"]]);
		expect(layersOf(["b", "c"], ["b>c", "c>b"].map(edge))).toEqual([["b"], ["c"]]);
	});
});
