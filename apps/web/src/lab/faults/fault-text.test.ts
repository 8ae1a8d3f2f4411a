import { type Fault, parseFault, parseScenario } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { faultText } from "./fault-text.ts";

const scenario = `
roundtrip: 1
title: A transfer
nodes: { phone: { is: client }, bank: { is: server }, edge: { is: cache, of: bank }, ledger: { is: database } }
links: { phone -> bank: { rtt: 100ms }, edge -> bank: { rtt: 1ms }, bank -> ledger: { rtt: 1ms } }
routes: { bank: { GET /a: [ { reply: 200 } ] } }
traffic: [ { phone: GET /a } ]
`;

const faults: readonly Fault[] = [
	{ lose: "e1.1<", nth: 1 },
	{ lose: "response", on: "phone -> bank", nth: "all" },
	{ delay: "e1.1>", nth: 1, by: 1_500_000_000 },
	{ crash: "bank", at: 150_000_000, "restart-at": 1_000_000_000, silent: true },
	{ crash: "bank", at: 0, silent: false },
	{ crash: "bank", when: "replying", of: "e1.1", "restart-after": 500_000_000, silent: false },
	{ lose: "request", on: "phone -> bank", nth: "all", from: 500_000_000, until: 1_000_000_000 },
	{ pause: "bank", at: 100_000_000, for: 500_000_000 },
	{ exhaust: "bank", at: 1_000_000_000, until: 3_000_000_000, room: 8, "restart-after": 500_000_000 },
	{ fill: "ledger", at: 1_000_000_000, until: 3_000_000_000 },
	{ slow: "bank", at: 100_000_000, until: 2_000_000_000, times: 3 },
	{ slow: "bank", at: 0, times: 10 },
	{ reset: "e1.1<", nth: 1 },
	{ reset: "request", on: "phone -> bank", nth: "all", route: "GET /a", attempt: 2, probability: 125_000 },
	{ truncate: "e1.1<", nth: 1, at: "body" },
	{ truncate: "e1.1<", nth: 1, at: "headers" },
	{ corrupt: "e1.1<", nth: 1 },
	{ corrupt: "request", on: "phone -> bank", nth: "all", probability: 10_000 },
	{ partition: "phone -> bank", at: 0, way: "both" },
	{ partition: "phone -> bank", at: 100_000_000, until: 2_000_000_000, way: "response" },
	{ flap: "phone -> bank", at: 0, down: 200_000_000, up: 300_000_000, way: "both" },
	{ flap: "phone -> bank", at: 0, until: 1_000_000_000, down: 20_000_000, up: 30_000_000, way: "request" },
	{ throttle: "phone -> bank", at: 0, rate: 100_000, rtt: 500_000_000 },
	{ flush: "edge", at: 1_000_000_000 },
	{ failover: "ledger", at: 1_000_000_000, takes: 1_000_000_000 },
	{ failover: "ledger", at: 1_000_000_000, takes: 2_000_000_000, loses: 100_000_000 },
	{ reorder: "e1.1<", within: 1_000_000_000, nth: 1 },
	{ reorder: "request", on: "phone -> bank", within: 200_000_000, nth: 1 },
	{ duplicate: "e1.1>", times: 1, after: 0, nth: 1 },
	{ duplicate: "request", on: "phone -> bank", times: 2, after: 50_000_000, nth: 3 },
];

describe("the text of a fault", () => {
	it.each(faults)("is read back to the same fault: %o", (fault) => {
		const parsed = parseScenario(scenario);
		if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
		expect(parseFault(faultText(fault), parsed.value)).toEqual({ ok: true, value: fault });
	});

	it("needs no braces where there is one thing to say", () => {
		expect(faultText({ lose: "e1.1<", nth: 1 })).toBe("lose: e1.1<");
	});
});
