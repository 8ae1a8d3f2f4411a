import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latenciesOf } from "./latency.ts";
import type { CallLatency, ExchangeLatency } from "./latency-split.ts";
import { ALL_WELL, REPLY_LOST, WAITING_IN_LINE } from "./testing/bank-plays.ts";
import { SHOP, TWO_AT_ONCE, TWO_IN_TURN } from "./testing/page-plays.ts";
import { playbook } from "./testing/playbook.ts";
import { randomRun } from "./testing/random-run.ts";

const ms = (count: number): number => Math.round(count * 1_000_000);

/** Only the parts that took any time, in ms. */
function shown(latency: ExchangeLatency | CallLatency | undefined): Record<string, number> {
	const parts = Object.entries(latency?.parts ?? {});
	return Object.fromEntries(parts.filter(([, ns]) => ns > 0).map(([part, ns]) => [part, ns / 1e6]));
}

describe("where the time of an exchange goes", () => {
	test("one answered attempt: connecting, both messages, and what the bank waited for behind it", () => {
		const [latency] = latenciesOf(playbook(ALL_WELL));
		expect(latency?.totalNs).toBe(ms(204.4));
		expect(shown(latency)).toEqual({ connect: 100, network: 100.4, downstream: 4 });
		expect(latency?.downstream.map(({ to }) => to)).toEqual(["ledger"]);
		expect(shown(latency?.downstream[0])).toEqual({ connect: 1, network: 1, work: 2 });
	});

	test("an attempt that came to nothing is lost time, then comes the wait, then the attempt that was answered", () => {
		const [latency] = latenciesOf(playbook(REPLY_LOST));
		expect(shown(latency)).toEqual({ lost: 1000, backoff: 80, connect: 100, network: 100, downstream: 2 });
		expect(latency?.downstream).toHaveLength(1);
	});

	test("waiting for a connection and waiting for a worker are told apart", () => {
		const [, second] = latenciesOf(playbook(WAITING_IN_LINE));
		expect(shown(second)).toEqual({ connection: 220, network: 100, queue: 15, work: 20 });
	});

	test("the address, the connection and its keys come before the network; the next call waits for the connection", () => {
		const [first, second] = latenciesOf(playbook(TWO_IN_TURN, SHOP));
		expect(shown(first)).toEqual({ dns: 20, connect: 100, tls: 200, network: 300 });
		expect(shown(second)).toEqual({ connection: 620, network: 100 });
	});

	test("calls of HTTP/2 wait for the handshake of the first, and are on the network at once", () => {
		const latencies = latenciesOf(playbook(TWO_AT_ONCE, SHOP));
		expect(latencies.map(shown)).toEqual([
			{ connect: 100, tls: 100, network: 300 },
			{ connection: 200, network: 400 },
		]);
	});

	test("work before, between and after queries is work, however often the server asks", () => {
		const play = `
			0ms   phone  begun e1.1 bank POST /transfers
			0ms   phone  sent e1.1> c1 bank 182B POST /transfers
			10ms  bank   delivered e1.1> c1 phone
			11ms  bank   started e1.1
			14ms  bank   sent e1.1/1> d1 ledger 210B POST /
			15ms  ledger delivered e1.1/1> d1 bank
			17ms  ledger started e1.1/1
			20ms  ledger sent e1.1/1< d1 bank 91B 200 OK
			21ms  bank   delivered e1.1/1< d1 ledger
			25ms  bank   queued e1.1/2 connection
			26ms  bank   sent e1.1/2> d1 ledger 210B POST /
			27ms  ledger delivered e1.1/2> d1 bank
			28ms  ledger sent e1.1/2< d1 bank 91B 200 OK
			29ms  bank   delivered e1.1/2< d1 ledger
			34ms  bank   sent e1.1< c1 phone 330B 201 Created
			44ms  phone  delivered e1.1< c1 bank
			46ms  phone  settled e1.1 ok 201 answered
		`;
		const [latency] = latenciesOf(playbook(play));
		expect(shown(latency)).toEqual({ network: 20, queue: 1, work: 12, downstream: 11, self: 2 });
		expect(latency?.downstream.map(shown)).toEqual([
			{ network: 2, queue: 2, work: 3 },
			{ connection: 1, network: 2, work: 1 },
		]);
	});

	test("calls that overlap, or outlive the answer, are not counted twice", () => {
		const play = `
			0ms   phone  begun e1.1 bank POST /transfers
			0ms   phone  sent e1.1> c1 bank 182B POST /transfers
			10ms  bank   delivered e1.1> c1 phone
			10ms  bank   started e1.1
			10ms  bank   sent e1.1/1> d1 ledger 210B POST /
			12ms  bank   sent e1.1/2> d2 ledger 210B POST /
			18ms  bank   delivered e1.1/2< d2 ledger
			20ms  ledger sent e1.1/1< d1 bank 91B 200 OK
			20ms  ledger sent e1.1/2< d2 bank 91B 200 OK
			24ms  bank   delivered e1.1/2< d2 ledger
			25ms  bank   sent e1.1/3> d1 ledger 210B POST /
			30ms  bank   sent e1.1< c1 phone 330B 201 Created
			35ms  ledger sent e1.1/3< d1 bank 91B 200 OK
			40ms  phone  delivered e1.1< c1 bank
			40ms  phone  settled e1.1 ok 201 answered
			60ms  bank   delivered e1.1/1< d1 ledger
			60ms  bank   delivered e1.1/3< d1 ledger
		`;
		const [latency] = latenciesOf(playbook(play));
		expect(latency?.totalNs).toBe(ms(40));
		if (latency) expectSums(latency);
	});

	test("the segments tile the exchange from begin to end, in order", () => {
		const [latency] = latenciesOf(playbook(REPLY_LOST));
		expect(latency?.segments.map(({ part, startAt, endAt }) => [part, startAt / 1e6, endAt / 1e6])).toEqual([
			["lost", 0, 1000],
			["backoff", 1000, 1080],
			["connect", 1080, 1180],
			["network", 1180, 1230],
			["downstream", 1230, 1232],
			["network", 1232, 1282],
		]);
	});

	test("an exchange that never ended has no latency", () => {
		expect(latenciesOf(playbook("0ms phone begun e1.1 bank GET /balance"))).toEqual([]);
	});
});

describe("for any run", () => {
	const runs = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 60 }).map(randomRun);

	test("the parts add up to the whole, to the nanosecond, at every depth", () => {
		fc.assert(
			fc.property(runs, (trace) => {
				for (const latency of latenciesOf(trace)) expectSums(latency);
			}),
			{ seed: 20_261_121, numRuns: 500 },
		);
	});
});

function expectSums(latency: ExchangeLatency | CallLatency): void {
	expect(sum(Object.values(latency.parts))).toBe(latency.totalNs);
	expect(Object.values(latency.parts).every((ns) => ns >= 0)).toBe(true);
	expect(sum(latency.downstream.map(({ totalNs }) => totalNs))).toBe(latency.parts.downstream);
	expect(sum(latency.segments.map(({ startAt, endAt }) => endAt - startAt))).toBe(latency.totalNs);
	latency.segments.forEach(({ startAt }, index) => {
		if (index > 0) expect(startAt).toBe(latency.segments[index - 1]?.endAt);
	});
	for (const call of latency.downstream) expectSums(call);
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, each) => total + each, 0);
}
