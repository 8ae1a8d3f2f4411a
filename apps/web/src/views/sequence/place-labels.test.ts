import { fc, test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { placeLabels, type WantedLabel } from "./place-labels.ts";

const label = (x: number, y: number): WantedLabel => ({ x, y, width: 80, height: 14 });

test("the first of two words that collide is shown", () => {
	expect(placeLabels([label(100, 100), label(140, 105), label(140, 130)])).toEqual([true, false, true]);
});

property.prop(
	[fc.array(fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 })), { maxLength: 60 })],
	{ seed: 5 },
)("no two words that are shown overlap, and one is hidden only where it would", (places) => {
	const wanted = places.map(([x, y]) => label(x, y));
	const shown = placeLabels(wanted);
	const kept = wanted.filter((_, at) => shown[at]);
	const overlaps = (a: WantedLabel, b: WantedLabel): boolean => Math.abs(a.x - b.x) < 83 && Math.abs(a.y - b.y) < 17;
	for (const [at, each] of wanted.entries()) {
		const others = kept.filter((other) => other !== each);
		expect(others.some((other) => overlaps(each, other))).toBe(!shown[at]);
	}
});
