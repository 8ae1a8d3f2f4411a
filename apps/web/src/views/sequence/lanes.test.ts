import { expect, test } from "vitest";
import { lanesOf } from "./lanes.ts";

test("stretches one after the other share a lane, those at the same time stand side by side", () => {
	const stretches = [
		{ fromSeq: 0, toSeq: 10 },
		{ fromSeq: 2, toSeq: 5 },
		{ fromSeq: 3, toSeq: 9 },
		{ fromSeq: 5, toSeq: 7 },
		{ fromSeq: 10, toSeq: 12 },
	];
	expect(lanesOf(stretches)).toEqual([0, 1, 2, 1, 0]);
});

test("the order in which they are given doesn't matter", () => {
	const [late, early] = lanesOf([
		{ fromSeq: 4, toSeq: 8 },
		{ fromSeq: 0, toSeq: 6 },
	]);
	expect([late, early]).toEqual([1, 0]);
});
