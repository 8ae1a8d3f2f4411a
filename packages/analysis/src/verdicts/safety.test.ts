import { describe, expect, test } from "vitest";
import { verdictsOf } from "../analysis.ts";
import { ALL_WELL, CRASH_AFTER_COMMIT, REPLY_LOST } from "../testing/bank-plays.ts";
import { bankExpecting, playbook } from "../testing/playbook.ts";

/** The verdict on one expectation: verdict and reason. */
function judged(play: string, expectation: string, scenario = bankExpecting(expectation)): readonly [string, string] {
	const [verdict] = verdictsOf(playbook(play, scenario));
	return [verdict?.verdict ?? "", verdict?.because ?? ""];
}

const settled = (exchange: number, belief: string): string => `
	0ms phone begun e${exchange}.1 bank GET /balance
	0ms phone settled e${exchange}.1 ${belief} ${belief === "ok" ? "200 answered" : "- timed-out"}
`;
const waiting = (exchange: number): string => `0ms phone begun e${exchange}.1 bank GET /balance`;
const uncommitted = ALL_WELL.replace(/.*committed.*\n/, "");

/** The phone is told 500, and the statement behind it is still at work. */
const TOLD_TOO_EARLY = `
	0ms  phone begun     e1.1 bank POST /transfers
	0ms  phone sent      e1.1> c1 bank 182B POST /transfers
	50ms bank  delivered e1.1> c1 phone
	50ms bank  started   e1.1
	50ms bank  sent      e1.1/1> d1 ledger 210B POST /query
	60ms bank  replied   e1.1 500
	60ms bank  sent      e1.1< c1 phone 90B 500 Internal Server Error
	99ms phone delivered e1.1< c1 bank
	99ms phone settled   e1.1 failed 500 answered
`;

describe("acknowledged: kept", () => {
	test("holds where what was told is there, and has nothing to say of what nobody knows", () => {
		expect(judged(ALL_WELL, "acknowledged: kept")).toEqual(["pass", "exchange 1 was acknowledged and made lasting"]);
		expect(judged(CRASH_AFTER_COMMIT, "acknowledged: kept")).toEqual([
			"unknown",
			"no client was told that an effect is done",
		]);
	});

	test("is content with what happened twice: that is another expectation's", () => {
		expect(judged(REPLY_LOST, "acknowledged: kept")[0]).toBe("pass");
	});

	test("fails where it was told and never happened, with the telling as proof", () => {
		const trace = playbook(uncommitted, bankExpecting("acknowledged: kept"));
		const [verdict] = verdictsOf(trace);
		expect(verdict).toMatchObject({
			...{ verdict: "fail", because: "exchange 1 was acknowledged, and transfer was never made lasting" },
			...{ text: "what a client was told is done has been made lasting", exchanges: [1] },
		});
		expect(verdict?.events.map((seq) => trace.kind(seq))).toEqual(["settled"]);
	});

	test("can't be decided while it may still be made lasting", () => {
		const early = TOLD_TOO_EARLY.replace("failed 500", "ok 201");
		expect(judged(early, "acknowledged: kept")).toEqual([
			"unknown",
			"exchange 1 was acknowledged, and transfer was never made lasting when the run ended, with work still under way",
		]);
	});
});

describe("failed: undone", () => {
	const refused = `
		0ms  phone begun e1.1 bank POST /transfers
		90ms phone settled e1.1 failed - refused
	`;

	test("holds where nothing happened, and where nobody was told so", () => {
		expect(judged(refused, "failed: undone")).toEqual(["pass", "exchange 1 failed, and nothing of it happened"]);
		expect(judged(REPLY_LOST, "failed: undone")).toEqual(["pass", "no client was told that it failed"]);
	});

	test("fails where it happened, before or after the client was told", () => {
		const after = `${TOLD_TOO_EARLY}
			120ms ledger committed e1.1/1 transfer`;
		const trace = playbook(after, bankExpecting("failed: undone"));
		const [verdict] = verdictsOf(trace);
		expect(verdict).toMatchObject({
			verdict: "fail",
			because: "exchange 1 failed for its client, and transfer happened",
		});
		expect(verdict?.events.map((seq) => trace.kind(seq))).toEqual(["settled", "committed"]);
	});

	test("can't be decided while it may still happen, while somebody waits, or where nothing asks for an effect", () => {
		expect(judged(TOLD_TOO_EARLY, "failed: undone")[0]).toBe("unknown");
		expect(judged("0ms phone begun e1.1 bank POST /transfers", "failed: undone")[0]).toBe("unknown");
		expect(judged(settled(1, "failed"), "failed: undone")).toEqual([
			"unknown",
			"no exchange of this run asks for an effect",
		]);
	});
});

describe("availability", () => {
	const threeOfFour = [settled(1, "ok"), settled(2, "ok"), settled(3, "unknown"), settled(4, "ok")].join("");

	test("is the share of exchanges that were answered ok", () => {
		expect(judged(threeOfFour, "availability: 75%")).toEqual(["pass", "3 of 4 exchanges answered ok, 75%"]);
		expect(judged(threeOfFour, "availability: 75.1%")).toEqual(["fail", "3 of 4 exchanges answered ok, 75%"]);
	});

	test("names those that weren't as proof", () => {
		const [verdict] = verdictsOf(playbook(threeOfFour, bankExpecting("availability: 99%")));
		expect(verdict).toMatchObject({ exchanges: [3], text: "at least 99% of all exchanges are answered ok" });
		expect(verdict?.events.length).toBe(1);
	});

	test("can't be decided where those that wait make the difference", () => {
		const oneWaits = `${settled(1, "ok")}${waiting(2)}`;
		expect(judged(oneWaits, "availability: 60%")).toEqual([
			"unknown",
			"1 of 2 exchanges answered ok, and 1 still waits",
		]);
		expect(judged(oneWaits, "availability: 50%")[0]).toBe("pass");
		expect(judged(`${oneWaits}${settled(3, "failed")}`, "availability: 90%")[0]).toBe("fail");
		expect(judged("", "availability: 0%")[0]).toBe("unknown");
	});

	test("is never told as more than it was", () => {
		const many = Array.from({ length: 3_000 }, (_, index) => settled(index + 1, index === 7 ? "failed" : "ok")).join(
			"",
		);
		expect(judged(many, "availability: 100%")).toEqual(["fail", "2,999 of 3,000 exchanges answered ok, 99.96%"]);
	});
});

describe("retries-at-most", () => {
	test("counts tries beyond the first, over all exchanges, with each of them as proof", () => {
		expect(judged(REPLY_LOST, "retries-at-most: 1")).toEqual(["pass", "1 retry, of 1 exchange"]);
		const trace = playbook(REPLY_LOST, bankExpecting("retries-at-most: 0"));
		const [verdict] = verdictsOf(trace);
		expect(verdict?.verdict).toBe("fail");
		expect(verdict?.events.map((seq) => trace.kind(seq))).toEqual(["retried"]);
		expect(judged(ALL_WELL, "retries-at-most: 0")).toEqual(["pass", "0 retries, of 0 exchanges"]);
	});

	test("can't be decided while more may come, unless it is too much already", () => {
		expect(judged(waiting(1), "retries-at-most: 5")[0]).toBe("unknown");
		const both = `${waiting(2)}${REPLY_LOST}`;
		expect(judged(both, "retries-at-most: 0")[0]).toBe("fail");
		expect(judged("", "retries-at-most: 5")[0]).toBe("unknown");
	});
});

describe("conserved effects", () => {
	const step = "{ query: ledger, effect: transfer }";
	const scenario = (steps: string): string => bankExpecting("conserved: [debit, credit]").replace(step, steps);
	const inTurn = scenario("{ query: ledger, effect: debit }, { query: ledger, effect: credit }");
	const [head = "", tail = ""] = ALL_WELL.split(/.*committed.*\n/);
	const commits = (...effects: readonly string[]): string =>
		`${head}${effects.map((effect) => `\t153.6ms ledger committed e1.1/1 ${effect}\n`).join("")}${tail}`;

	test("both or neither, however often", () => {
		expect(judged(commits("debit", "credit"), "", inTurn)).toEqual([
			"pass",
			"exchange 1 has debit 1 time and credit 1 time",
		]);
		expect(judged(commits("debit", "credit", "debit", "credit"), "", inTurn)[0]).toBe("pass");
		expect(judged(commits(), "", inTurn)[0]).toBe("pass");
	});

	test("one without the other fails, with the commit as proof", () => {
		const trace = playbook(commits("debit"), inTurn);
		const [verdict] = verdictsOf(trace);
		expect(verdict).toMatchObject({
			...{ verdict: "fail", because: "exchange 1 has debit 1 time and credit 0 times" },
			text: "debit and credit are conserved",
		});
		expect(verdict?.events.map((seq) => trace.kind(seq))).toEqual(["committed"]);
	});

	test("can't be decided while the other may still come", () => {
		const [unfinished = ""] = commits("debit").split(/.*replied.*e1.1\/1.*\n/);
		expect(judged(unfinished, "", inTurn)[0]).toBe("unknown");
	});
});
