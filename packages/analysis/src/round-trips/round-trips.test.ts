import { expect, test } from "vitest";
import { ALL_WELL, CRASH_AFTER_COMMIT, REPLY_LOST } from "../testing/bank-plays.ts";
import { playbook } from "../testing/playbook.ts";
import type { RoundTrip } from "./round-trip.ts";
import { roundTripsOf } from "./round-trips.ts";

const inShort = ({ call, link, reason, ended, critical }: RoundTrip): string =>
	`${call} ${reason} on ${link}: ${ended}${critical ? ", critical" : ""}`;

test("a first request needs two round-trips in front, and two behind for its query", () => {
	expect(roundTripsOf(playbook(ALL_WELL)).map(inShort)).toEqual([
		"e1.1 connect on phone -> bank: answered, critical",
		"e1.1 request on phone -> bank: answered, critical",
		"e1.1/1 connect on bank -> ledger: answered, critical",
		"e1.1/1 query on bank -> ledger: answered, critical",
	]);
});

test("what an attempt did that timed out is not on the critical path: the timeout decided", () => {
	const trips = roundTripsOf(playbook(REPLY_LOST));
	expect(trips.map(inShort)).toEqual([
		"e1.1 connect on phone -> bank: answered",
		"e1.1 request on phone -> bank: response-lost",
		"e1.1/1 connect on bank -> ledger: answered",
		"e1.1/1 query on bank -> ledger: answered",
		"e1.2 connect on phone -> bank: answered, critical",
		"e1.2 request on phone -> bank: answered, critical",
		"e1.2/1 query on bank -> ledger: answered, critical",
	]);
	expect(trips.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1, 2, 2, 2]);
});

test("a round-trip lasts from its begin to what came back", () => {
	const [connect, request] = roundTripsOf(playbook(ALL_WELL));
	expect([connect?.startAt, connect?.endAt]).toEqual([0, 100_000_000]);
	expect([request?.startAt, request?.endAt]).toEqual([100_000_000, 204_400_000]);
});

test("one that a crash cut off has no end", () => {
	const trips = roundTripsOf(playbook(CRASH_AFTER_COMMIT));
	expect(trips.map(inShort)).toEqual([
		"e1.1 connect on phone -> bank: answered",
		"e1.1 request on phone -> bank: reset",
		"e1.1/1 query on bank -> ledger: response-lost",
	]);
	expect(trips[1]).not.toHaveProperty("endAt");
});

test("a refusal comes back too, and is worth a round-trip", () => {
	const play = `
		0ms   phone begun e1.1 bank GET /balance
		0ms   phone connecting e1.1 c1 bank
		100ms phone refused e1.1 c1 bank
		100ms phone settled e1.1 failed - refused
	`;
	expect(roundTripsOf(playbook(play)).map(inShort)).toEqual(["e1.1 connect on phone -> bank: refused, critical"]);
});

test("connecting to a machine gone dark ends with giving up, and a run may end before anything does", () => {
	const play = `
		0ms phone begun e1.1 bank GET /balance
		0ms phone connecting e1.1 c1 bank
		0ms phone begun e2.1 bank GET /balance
		0ms phone sent e2.1> c0 bank 100B GET /balance
		1s  phone timed-out e1.1 1s
	`;
	expect(roundTripsOf(playbook(play)).map(inShort)).toEqual([
		"e1.1 connect on phone -> bank: gave-up",
		"e2.1 request on phone -> bank: run-over",
	]);
});

test("an answer that comes after the giving up was not lost: nobody waited for it any more", () => {
	const play = `
		0ms   phone begun e1.1 bank GET /balance
		0ms   phone sent e1.1> c1 bank 100B GET /balance
		50ms  bank  delivered e1.1> c1 phone
		1s    phone timed-out e1.1 1s
		1s    phone closed e1.1 c1 bank gave-up
		1.2s  bank  sent e1.1< c1 phone 91B 200 OK
		1.2s  bank  lost e1.1< c1 phone 0 closed
	`;
	expect(roundTripsOf(playbook(play)).map(inShort)).toEqual(["e1.1 request on phone -> bank: gave-up"]);
});

test("a lost request is the reason, not the giving up that follows from it", () => {
	const play = `
		0ms  phone begun e1.1 bank GET /balance
		0ms  phone sent e1.1> c1 bank 100B GET /balance
		25ms phone lost e1.1> c1 bank 0.5 fault 0
		1s   phone timed-out e1.1 1s
	`;
	expect(roundTripsOf(playbook(play)).map(inShort)).toEqual(["e1.1 request on phone -> bank: request-lost"]);
});
