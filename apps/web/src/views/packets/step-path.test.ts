import { expect, test } from "vitest";
import { stepPath } from "./step-path.ts";

test("a value holds until the next one", () => {
	const steps = [
		{ x: 0, y: 50 },
		{ x: 10, y: 40 },
		{ x: 20, y: 60 },
	];
	expect(stepPath(steps, 30)).toBe("M0 50H10V40H20V60H30");
});

test("steps of one half pixel are one stroke over all of their heights, and end at the last", () => {
	const steps = [{ x: 0, y: 50 }, ...[10, 90, 30].map((y) => ({ x: 10.1, y }))];
	expect(stepPath(steps, 20)).toBe("M0 50H10V10V90V30H20");
});

test("a line begins where its first value is", () => {
	const steps = [
		{ x: 0, y: undefined },
		{ x: 5, y: 8 },
	];
	expect(stepPath(steps, 9)).toBe("M5 8H9");
	expect(stepPath([], 9)).toBe("");
});
