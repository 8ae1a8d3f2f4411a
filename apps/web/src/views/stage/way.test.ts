import { describe, expect, test } from "vitest";
import type { Box } from "./stage-layout.ts";
import { placeOn, placeWithin, wayBetween } from "./way.ts";

const box = (x: number, y: number): Box => ({ x, y, width: 100, height: 40 });
const centred = { from: 0, to: 0 };

describe("the way of a link", () => {
	test("is a straight line from the right of one node to the left of the next", () => {
		const way = wayBetween(box(0, 0), box(300, 0), [], centred);
		expect(way).toEqual({
			points: [
				{ x: 100, y: 20 },
				{ x: 300, y: 20 },
			],
			length: 200,
		});
		expect(placeOn(way, 0.25)).toEqual({ x: 150, y: 20, angle: 0 });
	});

	test("holds a mark of a length from its tail at one node to its tip at the other", () => {
		const way = wayBetween(box(0, 0), box(300, 0), [], centred);
		expect([0, 0.5, 1].map((share) => placeWithin(way, share, 20).x)).toEqual([110, 200, 290]);
	});

	test("has a lane on each side, requests above and responses below", () => {
		const way = wayBetween(box(0, 0), box(300, 0), [], centred);
		expect(placeOn(way, 0.5, -13).y).toBe(7);
		expect(placeOn(way, 0.5, 13).y).toBe(33);
	});

	test("bows around a node that stands in between, at even speed", () => {
		const between = box(200, 10);
		const way = wayBetween(box(0, 0), box(400, 0), [between], centred);
		const places = Array.from({ length: 101 }, (_, nth) => placeOn(way, nth / 100));
		for (const { x, y } of places) {
			const inside = x > between.x && x < between.x + 100 && y > between.y && y < between.y + 40;
			expect(inside, `${x}, ${y}`).toBe(false);
		}
		const steps = places
			.slice(1)
			.map((place, at) => Math.hypot(place.x - (places[at]?.x ?? 0), place.y - (places[at]?.y ?? 0)));
		expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.1);
	});

	test("leaves and enters on the right where both nodes stand in one column", () => {
		const way = wayBetween(box(0, 0), box(0, 200), [], centred);
		expect(placeOn(way, 0)).toMatchObject({ x: 100, y: 20 });
		expect(placeOn(way, 1).x).toBeCloseTo(100);
		expect(placeOn(way, 1).y).toBeCloseTo(220);
		expect(placeOn(way, 0.5).x).toBeGreaterThan(120);
	});

	test("leaves a block of several columns between the rows", () => {
		const way = wayBetween(box(0, 0), box(600, 0), [], centred, 320);
		expect(way.points.slice(1, 3)).toEqual([
			{ x: 103, y: 43 },
			{ x: 320, y: 43 },
		]);
	});

	test("ends at its ends, whatever share is asked", () => {
		const way = wayBetween(box(0, 0), box(300, 100), [], centred);
		expect(placeOn(way, 7)).toMatchObject({ x: 300, y: 120 });
		expect(placeOn(way, -1)).toMatchObject({ x: 100, y: 20 });
	});
});
