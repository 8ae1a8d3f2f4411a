import { describe, expect, test } from "vitest";
import { verdictsOf } from "../analysis.ts";
import { ALL_WELL, CRASH_AFTER_COMMIT, REPLY_LOST, WAITING_IN_LINE } from "../testing/bank-plays.ts";
import { bankExpecting, playbook } from "../testing/playbook.ts";

/** The verdict on one expectation: verdict and reason. */
function judged(play: string, expectation: string): readonly [string, string] {
	const [verdict] = verdictsOf(playbook(play, bankExpecting(expectation)));
	return [verdict?.verdict ?? "", verdict?.because ?? ""];
}

const NEVER_ENDS = `
	0ms  phone begun e1.1 bank POST /transfers
	10ms phone sent e1.1> c1 bank 182B POST /transfers
	60ms bank  delivered e1.1> c1 phone
`;

describe("effects", () => {
	test("exactly once holds where each is committed once", () => {
		expect(judged(ALL_WELL, "effects: exactly-once")).toEqual(["pass", "exchange 1 made transfer lasting once"]);
	});

	test("exactly once fails with the two commits as proof", () => {
		const trace = playbook(REPLY_LOST, bankExpecting("effects: exactly-once"));
		const [verdict] = verdictsOf(trace);
		expect(verdict).toMatchObject({ verdict: "fail", because: "exchange 1 made transfer lasting 2 times" });
		expect(verdict?.text).toBe("the effect of every exchange is made lasting exactly once");
		expect(verdict?.events.map((seq) => trace.kind(seq))).toEqual(["committed", "committed"]);
		expect(verdict?.exchanges).toEqual([1]);
	});

	test("at least once is content with two, at most once is not", () => {
		expect(judged(REPLY_LOST, "effects: at-least-once")[0]).toBe("pass");
		expect(judged(REPLY_LOST, "effects: at-most-once")[0]).toBe("fail");
	});

	test("at least once fails where it never happened, at most once is content", () => {
		const refused = `
			0ms  phone begun e1.1 bank POST /transfers
			0ms  phone connecting e1.1 c1 bank
			90ms phone refused e1.1 c1 bank
			90ms phone settled e1.1 failed - refused
		`;
		expect(judged(refused, "effects: at-least-once")).toEqual(["fail", "exchange 1 never made transfer lasting"]);
		expect(judged(refused, "effects: exactly-once")[0]).toBe("fail");
		expect(judged(refused, "effects: at-most-once")[0]).toBe("pass");
	});

	test("what is still under way at the end of the run can't be decided", () => {
		expect(judged(NEVER_ENDS, "effects: exactly-once")).toEqual([
			"unknown",
			"exchange 1 was still under way when the run ended",
		]);
		expect(judged(NEVER_ENDS, "effects: at-most-once")[0]).toBe("unknown");
		expect(judged(NEVER_ENDS, "effects: at-least-once")[0]).toBe("unknown");
	});

	test("what has happened has happened at least once, whatever is still under way", () => {
		const committed = `${NEVER_ENDS}
			70ms ledger committed e1.1/1 transfer`;
		expect(judged(committed, "effects: at-least-once")[0]).toBe("pass");
		expect(judged(committed, "effects: exactly-once")[0]).toBe("unknown");
	});

	test("a route that commits in two steps happens exactly once with both", () => {
		const step = "{ query: ledger, effect: transfer }";
		const scenario = bankExpecting("effects: exactly-once").replace(step, `${step}, ${step}`);
		const once = ALL_WELL.replace(/.*committed.*/, (line) => `${line}\n${line}`);
		expect(verdictsOf(playbook(once, scenario))[0]?.verdict).toBe("pass");
		expect(verdictsOf(playbook(ALL_WELL, scenario))[0]?.verdict).toBe("fail");
	});

	test("a client that has given up doesn't end the work behind it: a query under way leaves it unknown", () => {
		const givenUp = `
			0ms   phone begun e1.1 bank POST /transfers
			0ms   phone sent e1.1> c1 bank 182B POST /transfers
			50ms  bank  delivered e1.1> c1 phone
			50ms  bank  started e1.1
			50ms  bank  sent e1.1/1> d1 ledger 210B POST /
			1s    phone timed-out e1.1 1s
			1s    phone settled e1.1 unknown - timed-out
		`;
		expect(judged(givenUp, "effects: exactly-once")[0]).toBe("unknown");
		const crashed = `${givenUp}
			1.1s bank lost e1.1/1> d1 ledger 1 node-down
			1.2s bank crashed 0 loud`;
		expect(judged(crashed, "effects: exactly-once")[0]).toBe("fail");
	});

	test("where no exchange asks for an effect there is nothing to count", () => {
		expect(judged(WAITING_IN_LINE, "effects: exactly-once")).toEqual([
			"unknown",
			"no exchange of this run asks for an effect",
		]);
	});

	test("a commit after a crash counts as any other", () => {
		expect(judged(CRASH_AFTER_COMMIT, "effects: exactly-once")[0]).toBe("pass");
	});
});

describe("outcome", () => {
	test("is what the client believes, whatever is true", () => {
		expect(judged(REPLY_LOST, "outcome: ok")).toEqual([
			"pass",
			"exchange 1 is over, and phone believes that it worked",
		]);
		expect(judged(CRASH_AFTER_COMMIT, "outcome: ok")).toEqual([
			"fail",
			"exchange 1 is over, and phone doesn't know whether it happened",
		]);
		expect(judged(CRASH_AFTER_COMMIT, "outcome: unknown")[0]).toBe("pass");
	});

	test("is unknown while one waits, and failed once one fails", () => {
		expect(judged(NEVER_ENDS, "outcome: ok")[0]).toBe("unknown");
		const another = CRASH_AFTER_COMMIT.replaceAll("e1.", "e2.").replaceAll("c1", "c2");
		const both = [NEVER_ENDS, another].join("").split("\n").toSorted(byTime).join("\n");
		expect(judged(both, "outcome: ok")[0]).toBe("fail");
	});
});

describe("answer-within", () => {
	test("counts from begin to end, retries and waits included", () => {
		expect(judged(REPLY_LOST, "answer-within: 2s")).toEqual(["pass", "exchange 1 was answered after 1.28 s"]);
		expect(judged(REPLY_LOST, "answer-within: 1s")[0]).toBe("fail");
	});

	test("fails without an ok, however fast", () => {
		expect(judged(CRASH_AFTER_COMMIT, "answer-within: 10s")).toEqual([
			"fail",
			"exchange 1 ended without an ok after 202 ms",
		]);
	});

	test("is decided before the end where the time is up already", () => {
		expect(judged(NEVER_ENDS, "answer-within: 50ms")[0]).toBe("fail");
		expect(judged(NEVER_ENDS, "answer-within: 100ms")[0]).toBe("unknown");
	});
});

describe("attempts-at-most and round-trips-at-most", () => {
	test("count what was begun", () => {
		expect(judged(REPLY_LOST, "attempts-at-most: 2")).toEqual(["pass", "exchange 1 took 2 attempts"]);
		expect(judged(REPLY_LOST, "attempts-at-most: 1")[0]).toBe("fail");
		expect(judged(REPLY_LOST, "round-trips-at-most: 4")[0]).toBe("pass");
		expect(judged(REPLY_LOST, "round-trips-at-most: 3")).toEqual([
			"fail",
			"exchange 1 needed 4 round-trips on phone -> bank",
		]);
	});

	test("stay unknown while more may come", () => {
		expect(judged(NEVER_ENDS, "attempts-at-most: 1")[0]).toBe("unknown");
		expect(judged(NEVER_ENDS, "round-trips-at-most: 1")[0]).toBe("unknown");
	});
});

test("one that fails of many is named first, with how many failed", () => {
	expect(judged(WAITING_IN_LINE, "answer-within: 300ms")).toEqual(["fail", "exchange 2 was answered after 355 ms"]);
	expect(judged(WAITING_IN_LINE, "answer-within: 200ms")).toEqual([
		"fail",
		"2 of 2 exchanges failed it; the first: exchange 1 was answered after 220 ms",
	]);
	expect(judged(WAITING_IN_LINE, "answer-within: 1s")).toEqual([
		"pass",
		"the answer came within 1 s, in all 2 exchanges",
	]);
});

test("of very many that fail all are named, and the first hundred are proved", () => {
	const lines = Array.from({ length: 150 }, (_, index) => {
		const call = `e${index + 1}.1`;
		return `0ms phone begun ${call} bank GET /balance\n0ms phone settled ${call} failed - refused`;
	});
	const [verdict] = verdictsOf(playbook(lines.join("\n"), bankExpecting("outcome: ok")));
	expect([verdict?.exchanges.length, verdict?.events.length]).toEqual([150, 100]);
});

test("a run without an exchange decides nothing", () => {
	for (const expectation of ["outcome: ok", "answer-within: 1s", "attempts-at-most: 1", "round-trips-at-most: 1"]) {
		expect(judged("", expectation)[0]).toBe("unknown");
	}
});

test("verdicts come in the order of the scenario", () => {
	const scenario = bankExpecting("round-trips-at-most: 2", "outcome: ok", "effects: exactly-once");
	expect(verdictsOf(playbook(ALL_WELL, scenario)).map(({ expectation }) => Object.keys(expectation))).toEqual([
		["round-trips-at-most"],
		["outcome"],
		["effects"],
	]);
});

/** Orders the lines of a play-book that is made of two, by times in ms and s. */
function byTime(a: string, b: string): number {
	const ns = (line: string): number => {
		const [, number = "0", unit] = /^\s*([\d.]+)(ms|s)/.exec(line) ?? [];
		return Number(number) * (unit === "s" ? 1_000 : 1);
	};
	return ns(a) - ns(b);
}
