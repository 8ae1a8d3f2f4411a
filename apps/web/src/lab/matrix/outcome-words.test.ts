import { OUTCOMES } from "@roundtrip/explorer";
import { expect, it } from "vitest";
import { headOf, judgementOf, sentenceOf } from "./outcome-words.ts";

it("each outcome has a short head, and a sentence of its own", () => {
	expect(OUTCOMES.map(headOf)).toContain("ok ×2+");
	expect(new Set(OUTCOMES.map(sentenceOf)).size).toBe(OUTCOMES.length);
	expect(sentenceOf("unknown 1")).toBe("the client doesn't know whether it happened, it happened once");
});

it("what happened twice is wrong, whoever believes what; what nobody knows is open", () => {
	expect(OUTCOMES.filter((name) => judgementOf(name) === "wrong").toSorted()).toEqual([
		...["failed 1", "failed 2", "ok 0", "ok 2", "unknown 2", "waiting 2"],
	]);
	expect(OUTCOMES.filter((name) => judgementOf(name) === "right").toSorted()).toEqual([
		...["failed", "failed 0", "ok", "ok 1"],
	]);
});
