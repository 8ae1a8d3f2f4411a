import { describe, expect, test } from "vitest";
import { type Edge, layersOf } from "./layers.ts";

const edges = (...names: string[]): readonly Edge[] =>
	names.map((name) => {
		const [from = "", to = ""] = name.split(">");
		return { from, to };
	});

const distances = (at: Readonly<Record<string, number>>): ReadonlyMap<string, number> => new Map(Object.entries(at));

describe("the columns of the stage", () => {
	test("have the client left and what it depends on right", () => {
		const at = distances({ phone: 0, bank: 1, ledger: 2 });
		const layers = layersOf(["phone", "bank", "ledger"], at, edges("phone>bank", "bank>ledger"));
		expect(layers).toEqual([["phone"], ["bank"], ["ledger"]]);
	});

	test("stack several clients and servers", () => {
		const at = distances({ a: 0, b: 0, x: 1, y: 1, db: 2 });
		const layers = layersOf(["a", "b", "x", "y", "db"], at, edges("a>x", "b>x", "x>db", "y>db", "b>y"));
		expect(layers).toEqual([["a", "b"], ["x", "y"], ["db"]]);
	});

	test("place neighbours beside each other, so that links don't cross", () => {
		const at = distances({ a: 0, b: 0, x: 1, y: 1 });
		expect(layersOf(["a", "b", "x", "y"], at, edges("a>y", "b>x"))).toEqual([
			["a", "b"],
			["y", "x"],
		]);
	});

	test("close up where a distance has no node", () => {
		expect(layersOf(["a", "b"], distances({ a: 0, b: 3 }), [])).toEqual([["a"], ["b"]]);
	});

	test("hold a node that no client reaches", () => {
		expect(layersOf(["alone"], distances({}), [])).toEqual([["alone"]]);
	});
});
