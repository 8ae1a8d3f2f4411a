import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { type Box, layoutStage } from "./stage-layout.ts";

const bank = [["phone"], ["bank"], ["ledger"]];

const overlap = (a: Box, b: Box): boolean =>
	a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe("the layout of the stage", () => {
	test("puts three nodes in a row at one height, with all their state", () => {
		const { detail, boxes } = layoutStage(bank, 1000, 400);
		expect(detail).toBe("full");
		const [phone, server, ledger] = ["phone", "bank", "ledger"].map((name) => boxes.get(name));
		expect([phone?.y, server?.y, ledger?.y]).toEqual([156, 156, 156]);
		expect(phone?.x).toBe(24);
		expect((ledger?.x ?? 0) + (ledger?.width ?? 0)).toBe(976);
	});

	test("leaves half of a narrow stage to the links", () => {
		const { boxes } = layoutStage(bank, 360, 400);
		expect(boxes.get("phone")?.width).toBeLessThan(120);
		expect((boxes.get("bank")?.x ?? 0) - (boxes.get("phone")?.x ?? 0) - 64).toBeGreaterThan(48);
	});

	test("says less of each node where there are many", () => {
		const clients = (count: number): string[] => Array.from({ length: count }, (_, nth) => `c${nth}`);
		const detailOf = (count: number): string => layoutStage([clients(count), ["s"]], 1000, 500).detail;
		expect([1, 3, 7, 20].map(detailOf)).toEqual(["full", "full", "compact", "mini"]);
	});

	test("stands a lone node in the middle", () => {
		const box = layoutStage([["alone"]], 800, 400).boxes.get("alone");
		expect((box?.x ?? 0) + (box?.width ?? 0) / 2).toBe(400);
	});

	property.prop(
		[fc.integer({ min: 1, max: 61 }), fc.integer({ min: 640, max: 1600 }), fc.integer({ min: 320, max: 1000 })],
		{
			seed: 11,
		},
	)("never lets two nodes overlap, nor leave the stage", (count, width, height) => {
		const clients = Array.from({ length: count }, (_, nth) => `c${nth}`);
		const boxes = [...layoutStage([clients, ["bank"], ["ledger"]], width, height).boxes.values()];
		expect(boxes.length).toBe(count + 2);
		for (const [at, box] of boxes.entries()) {
			expect(box.x).toBeGreaterThanOrEqual(0);
			expect(box.y).toBeGreaterThanOrEqual(0);
			expect(box.x + box.width).toBeLessThanOrEqual(width);
			expect(box.y + box.height).toBeLessThanOrEqual(height);
			for (const other of boxes.slice(at + 1)) expect(overlap(box, other)).toBe(false);
		}
	});
});
