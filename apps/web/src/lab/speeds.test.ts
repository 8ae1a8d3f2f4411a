import { NS_PER_MS, NS_PER_S } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { nextSpeed, slowMotionFor, speedText } from "./speeds.ts";

describe("the speed", () => {
	it("is at first one at which the eye can follow, whatever the length of the run", () => {
		expect(slowMotionFor(210 * NS_PER_MS)).toBe(0.02);
		expect(slowMotionFor(1.4 * NS_PER_S)).toBe(0.1);
		expect(slowMotionFor(600 * NS_PER_S)).toBe(50);
		expect(slowMotionFor(0)).toBe(0.0001);
	});

	it("goes up and down step by step and stays at its ends", () => {
		expect(nextSpeed(0.1, 1)).toBe(0.2);
		expect(nextSpeed(0.1, -1)).toBe(0.05);
		expect(nextSpeed(100, 1)).toBe(100);
		expect(nextSpeed(0.0001, -1)).toBe(0.0001);
	});

	it("reads as a factor", () => {
		expect(speedText(0.01)).toBe("0.01×");
	});
});
