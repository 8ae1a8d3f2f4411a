import { expect, test } from "vitest";
import { createPace } from "./pace.ts";

test("a slow statement is expected again at once, and forgotten over many quick ones", () => {
	const pace = createPace();
	pace.took(true, 200);
	pace.took(true, 5_000);
	expect(pace.expectedNs(true)).toBe(5_000);
	for (let n = 0; n < 100; n++) pace.took(true, 200);
	expect(pace.expectedNs(true)).toBeLessThan(210);
});

test("a disk that was stuck once does not make every later commit come early", () => {
	const pace = createPace();
	pace.took(true, 200e6);
	expect(pace.expectedNs(true)).toBe(5e6);
});

test("reading says nothing about writing", () => {
	const pace = createPace();
	pace.took(false, 10);
	expect(pace.expectedNs(true)).toBe(0);
});
