import { describe, expect, it } from "vitest";
import { nearest, nearestHint } from "./nearest.ts";

const WORDS = ["timeout", "retry", "connections", "to", "at", "nth", "lose"];

describe("the word that was probably meant", () => {
	it.each([
		["timeot", "timeout"],
		["Timeout", "timeout"],
		["conections", "connections"],
		["nht", "nth"],
		["too", "to"],
		["loose", "lose"],
		["latency", undefined],
		["bob", undefined],
		["", undefined],
		["x".repeat(1_000), undefined],
	])("for %j is %j", (word, meant) => {
		expect(nearest(word, WORDS)).toBe(meant);
	});

	it("is hinted at, or else the few words there are, or nothing", () => {
		expect(nearestHint("retri", WORDS)).toBe("; did you mean 'retry'?");
		expect(nearestHint("latency", ["rtt", "rate"])).toBe("; there is rtt, rate");
		expect(nearestHint("latency", [])).toBe("");
		expect(
			nearestHint(
				"latency",
				Array.from({ length: 17 }, (_, n) => `word-${n}`),
			),
		).toBe("");
	});
});
