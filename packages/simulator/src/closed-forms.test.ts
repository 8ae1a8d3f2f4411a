import { encodeRequest, encodeResponse, plainReply, plainRequest, wireBytes } from "@roundtrip/behaviour";
import type { Trace } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { played, type Setting, setting, story } from "./testing/play.ts";

const MS = 1_000_000;

/** From the begin of each exchange to its end, in ms. */
function latenciesMs(trace: Trace): readonly number[] {
	const begun = new Map<number, number>();
	return [...trace.events()].flatMap((event) => {
		if (event.kind === "begun") begun.set(event.exchange, event.at);
		return event.kind === "settled" ? [(event.at - (begun.get(event.exchange) ?? 0)) / MS] : [];
	});
}

const latencies = (parts: Setting): readonly number[] => latenciesMs(played(setting(parts)));

describe("an exchange takes what can be worked out by hand", () => {
	it("the first: a round-trip to connect, one to ask, and the work", () => {
		expect(latencies({ route: "{ work: 10ms }, { reply: 200 }" })).toEqual([100 + 100 + 10]);
	});

	it("the second on the same connection: one round-trip less", () => {
		expect(latencies({ traffic: "phone: POST /, { phone: POST /, at: 1s }" })).toEqual([200, 100]);
	});

	it("n in turn: one round-trip more than n of them", () => {
		const [first = 0, ...others] = latencies({
			traffic: "{ phone: POST /, times: 20, one-by-one: true }",
			route: "{ work: 7ms }, { reply: 200 }",
		});
		expect([first, ...new Set(others)]).toEqual([207, 107]);
		expect(others).toHaveLength(19);
	});

	it("n at once, each on its own connection: as long as one alone", () => {
		const parts = {
			phone: "connections: 20",
			bank: "workers: 20",
			traffic: "{ phone: POST /, times: 20 }",
			route: "{ work: 7ms }, { reply: 200 }",
		};
		expect(new Set(latencies(parts))).toEqual(new Set([207]));
	});

	it("n at once on two connections: by twos, and only the first two connect", () => {
		const parts = { phone: "connections: 2", traffic: "{ phone: POST /, times: 6 }" };
		expect(latencies(parts)).toEqual([200, 200, 300, 300, 400, 400]);
	});

	it("a query: a round-trip to its database, after another to connect to it", () => {
		const route = "{ query: ledger, takes: 3ms }, { query: ledger, takes: 4ms }, { reply: 200 }";
		expect(latencies({ route })).toEqual([200 + (2 + 2 + 3) + (2 + 4)]);
	});

	it("with a rate: the time of sending each message, too", () => {
		const parts = {
			near: "rtt: 100ms, rate: 1Mbit/s, detail: messages",
			traffic: "{ phone: POST /, size: 5kB }",
			route: "{ reply: 201, size: 20kB }",
		};
		const request = encodeRequest(plainRequest("POST", "/", { size: 5_000 }), "bank", "e1.1");
		const response = encodeResponse(plainReply(201, { size: 20_000 }), 0);
		// At 1 Mbit/s a byte takes 8 us.
		expect(latencies(parts)).toEqual([200 + (wireBytes(request.size) + wireBytes(response.size)) * 0.008]);
	});

	it("with a rate and several at once: one after the other onto the same link", () => {
		const parts = { near: "rtt: 0ms, rate: 1Mbit/s", traffic: "{ phone: POST /, times: 3 }", route: "{ reply: 204 }" };
		const size = wireBytes(encodeRequest(plainRequest("POST", "/", { size: 0 }), "bank", "e1.1").size);
		const answer = wireBytes(encodeResponse(plainReply(204, { size: 0 }), 0).size);
		// The answer is shorter than the request, so only the last byte of each request is waited for.
		expect(answer).toBeLessThan(size);
		expect(latencies(parts)).toEqual([1, 2, 3].map((n) => ((n * size + answer) * 8_000) / MS));
	});

	it("with an odd round-trip time, it is kept to the nanosecond", () => {
		expect(latencies({ near: "rtt: 101ns" })).toEqual([202 / MS]);
	});
});

describe("those who wait for a worker wait for those before them", () => {
	it("one worker: each as long as all before it", () => {
		const parts = {
			bank: "workers: 1",
			traffic: "{ phone: POST /, times: 5 }",
			route: "{ work: 30ms }, { reply: 200 }",
		};
		expect(latencies(parts)).toEqual([230, 260, 290, 320, 350]);
	});

	it("two workers: by twos", () => {
		const parts = {
			bank: "workers: 2",
			traffic: "{ phone: POST /, times: 5 }",
			route: "{ work: 30ms }, { reply: 200 }",
		};
		expect(latencies(parts)).toEqual([230, 230, 260, 260, 290]);
	});

	it("arrivals slower than the work: nobody waits; as fast as it: nobody does; faster: a little more each", () => {
		const parts = (every: string): Setting => ({
			...{ near: "rtt: 0ms", phone: "connections: 100", bank: "workers: 1" },
			...{ traffic: `{ phone: POST /, times: 50, every: ${every} }`, route: "{ work: 10ms }, { reply: 200 }" },
		});
		expect(new Set(latencies(parts("11ms")))).toEqual(new Set([10]));
		expect(new Set(latencies(parts("10ms")))).toEqual(new Set([10]));
		expect(latencies(parts("8ms"))).toEqual(Array.from({ length: 50 }, (_, n) => 10 + n * 2));
	});

	it("a full queue refuses at once, and those who wait are served in the order of coming", () => {
		const parts = {
			bank: "workers: 1, queue: 2",
			traffic: "{ phone: POST /, times: 5 }",
			route: "{ work: 30ms }, { reply: 200 }",
		};
		expect(story(played(setting(parts)), /replied|settled/)).toEqual([
			"150 bank replied e4.1 503",
			"150 bank replied e5.1 503",
			"180 bank replied e1.1 200",
			"200 phone settled e4.1 failed, answered",
			"200 phone settled e5.1 failed, answered",
			"210 bank replied e2.1 200",
			"230 phone settled e1.1 ok, answered",
			"240 bank replied e3.1 200",
			"260 phone settled e2.1 ok, answered",
			"290 phone settled e3.1 ok, answered",
		]);
	});

	it("a worker is held while its query waits, so two databases' time counts as work", () => {
		const route = "{ query: ledger, takes: 8ms }, { reply: 200 }";
		const parts = { bank: "workers: 1", traffic: "{ phone: POST /, times: 3 }", route };
		expect(latencies(parts)).toEqual([200 + 12, 200 + 12 + 10, 200 + 12 + 20]);
	});

	it("a database works on as many statements as it has workers, and lets the rest wait", () => {
		const route = "{ query: ledger, takes: 8ms }, { reply: 200 }";
		const parts = { ledger: "workers: 1", traffic: "{ phone: POST /, times: 3 }", route };
		expect(latencies(parts)).toEqual([200 + 12, 200 + 12 + 8, 200 + 12 + 16]);
	});
});

describe("trying again", () => {
	it("waits twice as long each time, and counts from the end of the attempt before", () => {
		const parts = {
			phone: "timeout: 300ms, retry: { attempts: 4, backoff: 100ms..300ms, jitter: none }",
			faults: "{ lose: request, on: phone -> bank, nth: all }",
		};
		expect(story(played(setting(parts)), /begun|timed-out|retried|settled/)).toEqual([
			"0 phone begun e1.1",
			"300 phone timed-out e1.1",
			"400 phone retried e1.2",
			"700 phone timed-out e1.2",
			"900 phone retried e1.3",
			"1200 phone timed-out e1.3",
			"1500 phone retried e1.4",
			"1800 phone timed-out e1.4",
			"1800 phone settled e1.4 unknown, timed-out",
		]);
	});

	it("asks on another connection, for the old one is closed", () => {
		const parts = {
			phone: "timeout: 1s, retry: { attempts: 2, backoff: 0s, jitter: none }",
			faults: "{ lose: response, on: phone -> bank }",
		};
		const connections = [...played(setting(parts)).events()].flatMap((event) =>
			event.kind === "connecting" ? [event.connection] : [],
		);
		expect(connections).toEqual(["phone->bank#1", "phone->bank#2"]);
	});

	it("a delay as long as the patience looks like a loss, and the late answer finds a closed door", () => {
		const parts = { phone: "timeout: 250ms", faults: "{ delay: response, on: phone -> bank, by: 100ms }" };
		expect(story(played(setting(parts)), /e1.1/)).toEqual([
			"0 phone begun e1.1",
			"0 phone connecting e1.1",
			"100 phone connected e1.1",
			"100 phone sent e1.1> POST /",
			"150 bank delivered e1.1>",
			"150 bank started e1.1",
			"150 bank replied e1.1 201",
			"150 bank sent e1.1< 201 Created",
			"150 bank delayed e1.1<",
			"250 phone timed-out e1.1",
			"250 phone closed e1.1 gave-up",
			"250 phone settled e1.1 unknown, timed-out",
			"300 bank lost e1.1< closed at 1",
		]);
	});

	it("an answer that is written after the news of the closed connection came is not sent at all", () => {
		const parts = { phone: "timeout: 250ms", route: "{ work: 200ms }, { reply: 200 }" };
		expect(story(played(setting(parts)), /closed|replied|<|settled/)).toEqual([
			"250 phone closed e1.1 gave-up",
			"250 phone settled e1.1 unknown, timed-out",
			"350 bank replied e1.1 200",
			"350 bank sent e1.1< 200 OK",
			"350 bank lost e1.1< closed at 0",
		]);
	});

	it("a client that gave up while it waited for a connection knows that nothing happened", () => {
		const parts = {
			phone: "connections: 1, timeout: 250ms",
			route: "{ work: 1s }, { reply: 200 }",
			traffic: "{ phone: POST /, times: 2 }",
		};
		expect(story(played(setting(parts)), /settled|connecting/)).toEqual([
			"0 phone connecting e1.1",
			"250 phone settled e1.1 unknown, timed-out",
			"250 phone connecting e2.1",
			"250 phone settled e2.1 failed, not-sent",
		]);
	});
});
