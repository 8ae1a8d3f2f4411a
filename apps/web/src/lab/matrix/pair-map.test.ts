import { describe, expect, it } from "vitest";
import type { ExploredPair, ExploredPairs } from "../../simulation/explored-pairs.ts";
import { cutMap, MOST_ROWS, pairBeyond, signOf } from "./pair-map.ts";

const pair = (row: number, column: number, breaking = 0): ExploredPair => ({
	...{ row, column, runs: 1, breaking, worst: "ok 1" as const, faults: [] },
});

function mapOf(rows: number, columns: number, pairs: readonly ExploredPair[]): ExploredPairs {
	const heads = (count: number) => Array.from({ length: count }, (_, at) => ({ kind: "lose", place: `e${at}` }));
	const sums = { runs: pairs.length, breaking: 0, ended: "complete" as const, text: "" };
	return { rows: heads(rows), columns: heads(columns), pairs, ...sums };
}

describe("the map of two faults", () => {
	it("is cut to the rows that break most, in their order", () => {
		const rows = MOST_ROWS + 20;
		const pairs = Array.from({ length: rows }, (_, row) => pair(row, 0, row >= 20 ? 1 : 0));
		const cut = cutMap(mapOf(rows, 1, pairs));
		expect(cut.rows).toHaveLength(MOST_ROWS);
		expect(cut.rows[0]?.place).toBe("e20");
		expect(cut.pairs.map(({ row }) => row)).toEqual(cut.rows.map((_, row) => row));
		const small = mapOf(2, 2, [pair(0, 1)]);
		expect(cutMap(small)).toBe(small);
	});

	it("is walked over empty cells up to its border", () => {
		const pairs = [pair(0, 0), pair(0, 3), pair(2, 3)];
		const map = mapOf(3, 4, pairs);
		const byPlace = new Map(pairs.map((each) => [`${each.row} ${each.column}`, each]));
		expect(pairBeyond(map, byPlace, pair(0, 0), [0, 1])).toBe(pairs[1]);
		expect(pairBeyond(map, byPlace, pair(0, 3), [1, 0])).toBe(pairs[2]);
		expect(pairBeyond(map, byPlace, pair(0, 3), [0, 1])).toBeUndefined();
	});

	it("says how often it happened", () => {
		expect((["ok 2", "unknown 0", "ok", "failed", "waiting"] as const).map(signOf)).toEqual(["2+", "0", "✓", "✕", "?"]);
	});
});
