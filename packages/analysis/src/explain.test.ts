import { EVENT_KINDS, type TraceEvent } from "@roundtrip/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { explain } from "./explain.ts";
import { CRASH_AFTER_COMMIT, REPLY_LOST, WAITING_IN_LINE } from "./testing/bank-plays.ts";
import { SHOP, TWO_IN_TURN } from "./testing/page-plays.ts";
import { playbook } from "./testing/playbook.ts";
import { randomRun } from "./testing/random-run.ts";

function told(play: string): readonly string[] {
	const trace = playbook(play);
	return [...trace.events()].map((event) => explain(event, trace));
}

test("a copy of a request is told from it", () => {
	const of = { exchange: 1, attempt: 1, call: "e1.1/d1", connection: "phone->bank#d1", causes: [] };
	const sent: TraceEvent = {
		...{ ...of, seq: 0, at: 0, node: "phone", kind: "sent", message: "e1.1/d1>" },
		data: { to: "bank", summary: "POST /transfers", size: 182 },
	};
	const arrived: TraceEvent = {
		...{ ...of, seq: 1, at: 1, node: "phone", kind: "delivered", message: "e1.1/d1<", data: { from: "bank" } },
	};
	expect([explain(sent), explain(arrived)]).toEqual([
		"something between phone and bank sent a copy of POST /transfers to bank (182 B)",
		"the second response from bank arrived at phone, where nobody waits for it",
	]);
});

test("the story of a lost reply", () => {
	const story = told(REPLY_LOST);
	expect(story.slice(0, 7)).toEqual([
		"phone wants POST /transfers from bank",
		"phone opens a connection to bank",
		"phone is connected to bank",
		"phone sent POST /transfers to bank (182 B)",
		"the request POST /transfers from phone arrived at bank",
		"a worker of bank begins with POST /transfers",
		"bank opens a connection to ledger",
	]);
	expect(story.slice(11, 21)).toEqual([
		"ledger committed transfer: it is lasting now",
		"ledger is done and answers 200",
		"ledger sent 200 OK to bank (91 B)",
		"the response 200 OK from ledger arrived at bank",
		"bank is done and answers 201",
		"bank sent 201 Created to phone (330 B)",
		"the response 201 Created was lost halfway between bank and phone, on purpose",
		"phone gave up after 1 s",
		"phone closed its connection to bank, as it had given up",
		"phone tries again after waiting 80 ms: attempt 2",
	]);
	expect(story.at(-1)).toBe("phone has its answer, 201: it worked");
});

test("the story of a crash", () => {
	expect(told(CRASH_AFTER_COMMIT).slice(-5)).toEqual([
		"bank crashed, and its machine says so",
		"the response 200 OK from ledger was lost at the door of bank: bank was down",
		"the connection from phone to bank was reset",
		"phone lost its connection and does not try again: whether it happened, it can't know",
		"bank is back, with what it had committed",
	]);
});

test("waiting says for what", () => {
	const story = told(WAITING_IN_LINE);
	expect(story).toContain("phone has no connection free and waits for one");
	expect(story).toContain("bank has no worker free, so GET /balance waits for one");
});

test("the rarer events", () => {
	const play = `
		0ms   phone  begun e1.1 bank POST /transfers
		0ms   phone  connecting e1.1 c1 bank
		10ms  phone  refused e1.1 c1 bank
		20ms  phone  sent e1.1> c2 bank 1500B POST /transfers
		20ms  phone  delayed e1.1> c2 2s 0
		30ms  bank   sent e1.1< c2 phone 91B 200 OK
		30ms  bank   lost e1.1< c2 phone 0 closed
		40ms  bank   sent e1.1< c2 phone 91B 200 OK
		45ms  bank   lost e1.1< c2 phone 0.25 fault 0
		50ms  ledger crashed 0 silent
		60ms  ledger committed e1.1/1 transfer recovered
		70ms  phone  settled e1.1 failed - refused
	`;
	expect(told(play).slice(2)).toEqual([
		"bank refused the connection of phone: nobody listens there",
		"phone sent POST /transfers to bank (1.5 kB)",
		"the request POST /transfers from phone to bank is held up for 2 s, on purpose",
		"bank sent 200 OK to phone (91 B)",
		"the response 200 OK was lost as it left bank: phone had closed the connection",
		"bank sent 200 OK to phone (91 B)",
		"the response 200 OK was lost after 25 % of the way from bank to phone, on purpose",
		"ledger went dark: whoever asks it hears nothing",
		"ledger had committed transfer before the crash: the row is there",
		"phone was refused and does not try again: it failed",
	]);
});

test("the story of a page far away", () => {
	const trace = playbook(TWO_IN_TURN, SHOP);
	const story = [...trace.events()].map((event) => explain(event, trace));
	expect(story[1]).toBe("phone asks for the address of shop");
	expect(story[4]).toBe("phone has the address of shop");
	expect(story[7]).toBe("phone and shop have agreed on keys in 2 round-trips: TLS 1.2, from the beginning");
	expect(story[9]).toBe("phone sent bytes 1 to 100 (ACK) to shop");
	expect(story[14]).toBe(
		"the response 200 OK from shop arrived at phone, having waited 2 round-trips for the congestion window",
	);
});

test("without its trace an event speaks of the request and the response", () => {
	const trace = playbook(REPLY_LOST);
	expect(explain(trace.event(4))).toBe("the request from phone arrived at bank");
	expect(explain(trace.event(17))).toBe("the response was lost halfway between bank and phone, on purpose");
});

test("any event of any run is one sentence that names its node, plain and without an end mark", () => {
	const seen = new Set<string>();
	fc.assert(
		fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 60 }), (numbers) => {
			const trace = randomRun(numbers);
			for (const event of trace.events()) {
				const sentence = explain(event, trace);
				seen.add(event.kind);
				expect(sentence).toContain(event.node);
				expect(sentence).not.toMatch(/[.!]$|undefined|NaN|\[object/);
			}
		}),
		{ seed: 2, numRuns: 300 },
	);
	expect([...seen].toSorted()).toEqual([...EVENT_KINDS].toSorted());
});
