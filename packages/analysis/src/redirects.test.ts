import type { Trace } from "@roundtrip/model";
import { describe, expect, test } from "vitest";
import { type Analysis, analyse } from "./analysis.ts";
import { compareTraces } from "./compare/compare.ts";
import { explain } from "./explain.ts";
import { savingsOf } from "./savings/savings.ts";
import { playbook } from "./testing/playbook.ts";

const SHOP = `
roundtrip: 1
title: Sent on
nodes:
  phone: { is: client, timeout: 1s, retry: { attempts: 2 } }
  shop: { is: server }
  stock: { is: database }
links:
  phone -> shop: { rtt: 100ms }
  shop -> stock: { rtt: 2ms }
routes:
  shop:
    POST /orders: [ { reply: 308, location: /v2/orders } ]
    POST /v2/orders: [ { query: stock, effect: order }, { reply: 303, location: /thanks } ]
    GET /thanks: [ { reply: 200 } ]
    GET /a: [ { reply: 301, location: /b } ]
    GET /b: [ { reply: 302, location: /thanks } ]
    GET /loop: [ { reply: 302, location: /loop } ]
traffic:
  - { phone: GET /a, size: 3B }
expect:
  - attempts-at-most: 1
`;

const SENT_ON = `
	0ms   phone begun e1.1 shop GET /a
	0ms   phone connecting e1.1 c1 shop
	100ms phone connected e1.1 c1 shop
	100ms phone sent e1.1> c1 shop 90B GET /a
	150ms shop  delivered e1.1> c1 phone
	150ms shop  started e1.1
	150ms shop  replied e1.1 301
	150ms shop  sent e1.1< c1 phone 150B 301 Moved Permanently
	200ms phone delivered e1.1< c1 shop
	200ms phone retried e1.2 shop redirect /b
	200ms phone sent e1.2> c1 shop 90B GET /b
	250ms shop  delivered e1.2> c1 phone
	250ms shop  started e1.2
	250ms shop  replied e1.2 302
	250ms shop  sent e1.2< c1 phone 150B 302 Found
	300ms phone delivered e1.2< c1 shop
	300ms phone retried e1.3 shop redirect /thanks
	300ms phone sent e1.3> c1 shop 90B GET /thanks
	350ms shop  delivered e1.3> c1 phone
	350ms shop  started e1.3
	370ms shop  replied e1.3 200
	370ms shop  sent e1.3< c1 phone 150B 200 OK
	420ms phone delivered e1.3< c1 shop
	420ms phone settled e1.3 ok 200 answered
`;

const told = (trace: Trace): readonly string[] => [...trace.events()].map((event) => explain(event, trace));

const latencyOf = (analysis: Analysis): object =>
	Object.fromEntries(Object.entries(analysis.latencies[0]?.parts ?? {}).filter(([, ns]) => ns > 0));

describe("a request that is sent on", () => {
	const trace = playbook(SENT_ON, SHOP);
	const analysis = analyse(trace);

	test("is told as such", () => {
		expect(told(trace)).toContain("phone is sent on to /b");
	});

	test("costs a round-trip for each redirect, and the exchange waits for it", () => {
		expect(analysis.roundTrips.map(({ call, reason, critical }) => `${call} ${reason} ${critical}`)).toEqual([
			"e1.1 connect true",
			"e1.1 redirect true",
			"e1.2 redirect true",
			"e1.3 request true",
		]);
		expect(analysis.exchanges[0]?.roundTrips).toBe(4);
		expect(analysis.summary.roundTrips.byReason).toMatchObject({ redirect: 2, request: 1 });
	});

	test("is one try", () => {
		expect(analysis.verdicts[0]).toMatchObject({
			verdict: "pass",
			because: "exchange 1 took 1 attempt and 2 redirects",
		});
		expect(analysis.exchanges[0]?.attempts.map(({ redirect }) => redirect)).toEqual([undefined, "/b", "/thanks"]);
	});

	test("spends its time on the network and at work, not in attempts that came to nothing", () => {
		expect(latencyOf(analysis)).toEqual({ connect: 100e6, network: 300e6, work: 20e6 });
	});

	test("has its redirects on the critical path", () => {
		const path = analysis.criticalPath;
		expect(path?.roundTrips.map(({ reason }) => reason)).toEqual(["connect", "redirect", "redirect", "request"]);
		expect(path?.steps.map(({ what }) => what)).not.toContain("backoff");
	});

	test("would be spared them by asking the final address", () => {
		const saving = savingsOf(analysis).find(({ name }) => name === "final address");
		expect(saving).toMatchObject({ link: "phone -> shop", expects: { roundTrips: 2, timeNs: 200e6 } });
		expect(saving?.scenario.traffic[0]).toMatchObject({ request: "GET /thanks", size: 3 });
	});

	test("where each redirect opened a connection, is spared that too", () => {
		const play = SENT_ON.replace(
			"200ms phone sent e1.2",
			"200ms phone connecting e1.2 c2 shop\n200ms phone connected e1.2 c2 shop\n200ms phone sent e1.2",
		);
		const hasty = SHOP.replace("rtt: 100ms", "rtt: 100ms, keep-alive: false");
		const saving = savingsOf(analyse(playbook(play, hasty))).find(({ name }) => name === "final address");
		expect(saving?.expects.roundTrips).toBe(4);
	});

	test("is another request where another world sends it elsewhere", () => {
		const other = playbook(SENT_ON.replace("redirect /b", "redirect /c"), SHOP, "real");
		expect(compareTraces(trace, other).differences).toContain(
			"attempt e1.2 is sent on to /b in the simulated run, is sent on to /c in the real run",
		);
	});
});

test("an effect on the way is wanted, and nobody proposes to go past it", () => {
	const play = `
		0ms   phone begun e1.1 shop POST /orders
		0ms   phone sent e1.1> c1 shop 90B POST /orders
		50ms  shop  sent e1.1< c1 phone 150B 308 Permanent Redirect
		100ms phone delivered e1.1< c1 shop
		100ms phone retried e1.2 shop redirect /v2/orders
		100ms phone sent e1.2> c1 shop 90B POST /v2/orders
		150ms stock committed e1.2/1 order
		160ms shop  sent e1.2< c1 phone 150B 303 See Other
		210ms phone delivered e1.2< c1 shop
		210ms phone retried e1.3 shop redirect /thanks
		210ms phone sent e1.3> c1 shop 90B GET /thanks
		260ms shop  sent e1.3< c1 phone 150B 200 OK
		310ms phone delivered e1.3< c1 shop
		310ms phone settled e1.3 ok 200 answered
	`;
	const analysis = analyse(playbook(play, SHOP.replace("GET /a, size: 3B", "POST /orders")));
	expect(analysis.exchanges[0]?.effects).toEqual([{ effect: "order", wanted: 1, applied: 1 }]);
	expect(savingsOf(analysis).map(({ name }) => name)).not.toContain("final address");
});

test("a try whose last redirect got no answer came to nothing, all of it", () => {
	const play = `
		0ms   phone begun e1.1 shop GET /b
		0ms   phone sent e1.1> c1 shop 90B GET /b
		50ms  shop  sent e1.1< c1 phone 150B 302 Found
		100ms phone delivered e1.1< c1 shop
		100ms phone retried e1.2 shop redirect /thanks
		100ms phone sent e1.2> c1 shop 90B GET /thanks
		1s    phone timed-out e1.2 900ms
		1.1s  phone retried e1.3 shop after 100ms
		1.1s  phone sent e1.3> c2 shop 90B GET /b
		1.15s shop  sent e1.3< c2 phone 150B 302 Found
		1.2s  phone delivered e1.3< c2 shop
		1.2s  phone retried e1.4 shop redirect /thanks
		1.2s  phone sent e1.4> c2 shop 90B GET /thanks
		1.25s shop  sent e1.4< c2 phone 150B 200 OK
		1.3s  phone delivered e1.4< c2 shop
		1.3s  phone settled e1.4 ok 200 answered
	`;
	const analysis = analyse(playbook(play, SHOP));
	expect(latencyOf(analysis)).toEqual({ lost: 1e9, backoff: 100e6, network: 100e6, work: 100e6 });
	expect(analysis.verdicts[0]).toMatchObject({
		verdict: "fail",
		because: "exchange 1 took 2 attempts and 2 redirects",
	});
	expect(analysis.roundTrips.filter(({ critical }) => critical).map(({ call }) => call)).toEqual(["e1.3", "e1.4"]);
});

test("who is sent on and on gives up, and says so", () => {
	const play = `
		0ms   phone begun e1.1 shop GET /loop
		0ms   phone sent e1.1> c1 shop 90B GET /loop
		50ms  shop  sent e1.1< c1 phone 150B 302 Found
		100ms phone delivered e1.1< c1 shop
		100ms phone settled e1.1 failed 302 answered
	`;
	const trace = playbook(play, SHOP.replace("GET /a, size: 3B", "GET /loop"));
	expect(told(trace).at(-1)).toBe("phone is sent on and on and follows no further: it failed");
	expect(savingsOf(analyse(trace)).map(({ name }) => name)).not.toContain("final address");
});
