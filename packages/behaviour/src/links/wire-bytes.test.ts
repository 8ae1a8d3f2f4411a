import { describe, expect, it } from "vitest";
import { wireBytes } from "./wire-bytes.ts";

describe("what bytes take of a link's rate", () => {
	it("is nothing for nothing", () => {
		expect(wireBytes(0)).toBe(0);
	});

	it("is themselves and the headers of as many segments as carry them", () => {
		expect([1, 1_448, 1_449, 14_480].map(wireBytes)).toEqual([53, 1_500, 1_553, 15_000]);
	});
});
