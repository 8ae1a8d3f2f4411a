import { describe, expect, test } from "vitest";
import { outcomeSentence, outcomesOf } from "./outcomes.ts";
import { ALL_WELL, CRASH_AFTER_COMMIT, REPLY_LOST, WAITING_IN_LINE } from "./testing/bank-plays.ts";
import { playbook } from "./testing/playbook.ts";

const filled = (play: string): unknown =>
	outcomesOf(playbook(play))
		.cells.filter(({ count }) => count > 0)
		.map(({ sentence, judgement, exchanges }) => [sentence, judgement, exchanges]);

describe("what the client believes beside what is true", () => {
	test("all well", () => {
		expect(filled(ALL_WELL)).toEqual([["the client believes that it worked, and it happened once", "right", [1]]]);
	});

	test("a lost reply and a retry: it worked, twice", () => {
		expect(filled(REPLY_LOST)).toEqual([
			["the client believes that it worked, and it happened more than once", "wrong", [1]],
		]);
	});

	test("a crash after the commit: nobody told the client", () => {
		expect(filled(CRASH_AFTER_COMMIT)).toEqual([
			["the client doesn't know whether it happened, and it happened once", "open", [1]],
		]);
	});

	test("a failure that was none", () => {
		const play = ALL_WELL.replaceAll("201 Created", "500 Internal Server Error").replace("ok 201", "failed 500");
		expect(filled(play)).toEqual([["the client believes that it failed, yet it happened once", "wrong", [1]]]);
	});

	test("exchanges that only read are counted apart, by belief alone", () => {
		const table = outcomesOf(playbook(WAITING_IN_LINE));
		expect(table.cells.every(({ count }) => count === 0)).toBe(true);
		expect(table.withoutEffect).toEqual({ ok: 2, failed: 0, unknown: 0, waiting: 0 });
	});

	test("every belief has a cell for never, once, and more often", () => {
		const { cells } = outcomesOf(playbook(""));
		expect(cells).toHaveLength(12);
		expect(new Set(cells.map(({ sentence }) => sentence)).size).toBe(12);
	});
});

test("one outcome in words says how often, and nothing of effects where none was wanted", () => {
	expect(outcomeSentence({ belief: "ok", applied: 3, wantsEffect: true })).toBe(
		"the client believes that it worked, and it happened 3 times",
	);
	expect(outcomeSentence({ belief: "unknown", applied: 0, wantsEffect: false })).toBe("the client has no answer");
});
