import { describe, expect, it } from "vitest";
import { galleryRun } from "../testing/gallery-run.ts";
import { sketchOf } from "./sketch.ts";

describe("a sketch of a run", () => {
	const sketch = sketchOf(galleryRun("lost-reply").trace);

	it("has a lane for each node and lies within its frame", () => {
		expect(sketch.lanes).toEqual([0, 0.5, 1]);
		const places = sketch.lines.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2]);
		expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...places)).toBeLessThanOrEqual(1);
	});

	it("ends a lost message before it arrives, and shows both commits", () => {
		const lost = sketch.lines.filter((line) => line.lost);
		expect(lost.map(({ x2 }) => x2)).toEqual([0.25]);
		expect(sketch.effects).toHaveLength(2);
	});
});

describe("a sketch of clients that are compared", () => {
	it("sets them side by side on one scale of time, each with its handshakes and a server of its own", () => {
		const { lanes, lines } = sketchOf(galleryRun("handshakes").trace);
		expect(lanes).toHaveLength(10);
		expect(lanes.toSorted((a, b) => a - b)).toEqual(lanes);
		const ends = new Map(lines.map(({ x1, y2 }) => [x1, y2]));
		expect(ends.size).toBe(10);
		expect(lines.filter(({ direction }) => direction === "handshake").length).toBeGreaterThanOrEqual(20);
	});

	it("shows where packets were lost", () => {
		expect(sketchOf(galleryRun("head-of-line").trace).losses?.length).toBeGreaterThan(0);
	});

	it("keeps the order of events where something is broken on purpose", () => {
		expect(sketchOf(galleryRun("slow-or-never").trace).losses).toBeUndefined();
	});
});
