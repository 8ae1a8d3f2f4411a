import { expect, test } from "vitest";
import { lanesOf } from "./lanes.ts";

test("stretches one after the other share a lane, those at the same time stand side by side", () => {
	const stretches = [
		{ from: 0, to: 10 },
		{ from: 2, to: 5 },
		{ from: 3, to: 9 },
		{ from: 5, to: 7 },
		{ from: 10, to: 12 },
	];
	expect(lanesOf(stretches)).toEqual([0, 1, 2, 1, 0]);
});

test("the order in which they are given doesn't matter", () => {
	const [late, early] = lanesOf([
		{ from: 4, to: 8 },
		{ from: 0, to: 6 },
	]);
	expect([late, early]).toEqual([1, 0]);
});
