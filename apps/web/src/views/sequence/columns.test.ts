import { expect, test } from "vitest";
import { columnsOf } from "./columns.ts";

test("lifelines are spread over the width, with room for words at both sides", () => {
	const { width, xOf, wordsLeft } = columnsOf(["phone", "bank", "ledger"], 800);
	expect(width).toBe(800);
	expect([...xOf.values()]).toEqual([216, 440, 664]);
	expect(wordsLeft).toBe(true);
});

test("in a narrow view all of three lifelines can still be seen", () => {
	const { width, wordsLeft } = columnsOf(["phone", "bank", "ledger"], 392);
	expect(width).toBe(392);
	expect(wordsLeft).toBe(false);
});

test("in a narrow view five lifelines stand closer, so that none is out of sight", () => {
	const { width, pitch } = columnsOf(["phone", "front", "bank-1", "bank-2", "ledger"], 430);
	expect(width).toBe(430);
	expect(pitch).toBeGreaterThan(66);
});

test("many lifelines make the drawing wider than the view rather than unreadable", () => {
	const nodes = Array.from({ length: 20 }, (_, nth) => `node-${nth}`);
	expect(columnsOf(nodes, 384).width).toBe(76 + 28 + 19 * 116 + 56);
});
