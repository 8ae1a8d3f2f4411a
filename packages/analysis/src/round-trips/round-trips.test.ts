import { expect, test } from "vitest";
import { ALL_WELL, CRASH_AFTER_COMMIT, REPLY_LOST } from "../testing/bank-plays.ts";
import { SHOP, TWO_AT_ONCE, TWO_IN_TURN } from "../testing/page-plays.ts";
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

const counted = ({ call, reason, window, count, timeNs = 0, isEstimate }: RoundTrip): string =>
	`${call} ${count} ${window ?? reason} ${isEstimate ? "about " : ""}${timeNs / 1e6} ms`;

test("before the first request come the address, the connection and its keys; the second waits for all of it", () => {
	expect(roundTripsOf(playbook(TWO_IN_TURN, SHOP)).map(counted)).toEqual([
		"e1.1 1 dns 20 ms",
		"e1.1 1 connect 100 ms",
		"e1.1 2 tls 200 ms",
		"e1.1 1 request 300 ms",
		"e1.1 2 congestion-window about 200 ms",
		"e2.1 5 queue 620 ms",
		"e2.1 1 request 100 ms",
	]);
});

test("a call that shares the connection of another waits for its handshake only", () => {
	expect(roundTripsOf(playbook(TWO_AT_ONCE, SHOP)).map(counted)).toEqual([
		"e1.1 1 connect 100 ms",
		"e1.1 1 tls 100 ms",
		"e1.1 1 request 300 ms",
		"e1.1 1 stream-window about 100 ms",
		"e1.1 1 retransmission about 100 ms",
		"e2.1 2 queue 200 ms",
		"e2.1 1 request 400 ms",
		"e2.1 2 connection-window about 200 ms",
	]);
});

test("a connection for one request takes the place of the one before it, and waits in its queue", () => {
	const play = `
		0ms   phone begun e1.1 shop GET /page
		0ms   phone connecting e1.1 c1 shop
		0ms   phone begun e2.1 shop GET /page
		0ms   phone queued e2.1 connection
		100ms phone connected e1.1 c1 shop
		100ms phone sent e1.1> c1 shop 100B GET /page
		150ms shop  sent e1.1< c1 phone 60kB 200 OK
		200ms phone delivered e1.1< c1 shop
		200ms phone closed e1.1 c1 shop done
		200ms phone connecting e2.1 c2 shop after e1
		300ms phone connected e2.1 c2 shop
		300ms phone sent e2.1> c2 shop 100B GET /page
	`;
	const clear = SHOP.replace("tls: 1.2, dns: 20ms", "keep-alive: false");
	const untold = play.replace(" after e1", "");
	expect(roundTripsOf(playbook(untold, clear))).toEqual(roundTripsOf(playbook(play, clear)));
	expect(roundTripsOf(playbook(play, clear)).map(counted).slice(2)).toEqual([
		"e2.1 2 queue 200 ms",
		"e2.1 1 connect 100 ms",
		"e2.1 1 request 0 ms",
	]);
});

test("keys that were never agreed upon were a round-trip that didn't come back", () => {
	const play = `
		0ms   phone begun e1.1 shop GET /page
		0ms   phone connecting e1.1 c1 shop
		100ms phone connected e1.1 c1 shop
		1s    phone timed-out e1.1 1s
	`;
	expect(roundTripsOf(playbook(play, SHOP)).map(inShort)).toEqual([
		"e1.1 connect on phone -> shop: answered",
		"e1.1 tls on phone -> shop: gave-up",
	]);
});

test("keys that came with the first flight cost nothing", () => {
	const play = `
		0ms   phone begun e1.1 shop GET /page
		0ms   phone connecting e1.1 c1 shop
		0ms   phone sent e1.1> c1 shop 100B GET /page
		50ms  shop  sent e1.1< c1 phone 60kB 200 OK
		100ms phone connected e1.1 c1 shop
		100ms phone secured e1.1 c1 shop 1.3 0-rtt 0
		100ms phone delivered e1.1< c1 shop
		100ms phone settled e1.1 ok 200 answered
	`;
	const quic = SHOP.replace("tls: 1.2, dns: 20ms", "over: http/3, handshake: 0-rtt");
	expect(roundTripsOf(playbook(play, quic)).map(counted)).toEqual(["e1.1 0 connect 100 ms", "e1.1 1 request 100 ms"]);
});
