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

describe("a sketch of several clients", () => {
	const sketch = sketchOf(galleryRun("queue").trace);

	it("sets them side by side where there are a few, each with a server of its own", () => {
		const clients = Object.values(galleryRun("queue").trace.header.scenario.nodes).filter(({ is }) => is === "client");
		expect(sketch.lanes.length).toBe(clients.length > 1 ? 2 * clients.length : sketch.lanes.length);
		for (const { y1, y2 } of sketch.lines) expect(y2).toBeGreaterThanOrEqual(y1);
	});
});
