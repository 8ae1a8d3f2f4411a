import { describe, expect, it } from "vitest";
import { played, type Setting, scenarioOf, setting, story } from "./testing/play.ts";

/** The bank asks its ledger 51 ms after the phone has asked, over a connection that is open; the commit follows at once. */
const ROUTE = "{ query: ledger, effect: transfer }, { reply: 201 }";
const THREE = "{ phone: POST /, times: 3, every: 300ms }";

const tell = (parts: Setting, only = /crashed|restarted|committed|forgotten|settled/): readonly string[] =>
	story(played(setting({ route: ROUTE, traffic: THREE, ...parts })), only);

describe("a failover", () => {
	it("is the death of a database, and the return of one with all that was committed", () => {
		expect(tell({ faults: "{ failover: ledger, at: 800ms, takes: 2s }" }, /crashed|restarted|forgotten/)).toEqual([
			"800 ledger crashed",
			"2800 ledger restarted",
		]);
	});

	it("to a replica that is behind loses what was committed last, and says so", () => {
		const faults = "{ failover: ledger, at: 800ms, takes: 2s, loses: 350ms }";
		expect(tell({ faults }, /crashed|restarted|committed|forgotten/)).toEqual([
			expect.stringMatching(/^15\d(\.\d+)? ledger committed e1.1.1 transfer/),
			expect.stringMatching(/^35\d(\.\d+)? ledger committed e2.1.1 transfer/),
			expect.stringMatching(/^65\d(\.\d+)? ledger committed e3.1.1 transfer/),
			"800 ledger crashed",
			"2800 ledger restarted",
			"2800 ledger forgotten e3.1/1 transfer",
		]);
	});

	it("takes along the key of a request: its retry is done a second time, as the first is gone", () => {
		const scenario = scenarioOf(`roundtrip: 1
title: T
nodes: { phone: { is: client, timeout: 500ms, key: exchange, retry: { attempts: 4, backoff: 1s, jitter: none } }, bank: { is: server, timeout: 300ms }, ledger: { is: database } }
links: { phone -> bank: { rtt: 100ms }, bank -> ledger: { rtt: 2ms } }
routes: { bank: { POST /: [ { once: ledger }, { query: ledger, effect: transfer }, { reply: 201 } ] } }
traffic: [ phone: POST / ]
faults: [ { lose: e1.1< }, { failover: ledger, at: 400ms, takes: 100ms, loses: 350ms } ]
`);
		expect(story(played(scenario), /committed|forgotten|keyed|settled/)).toEqual([
			expect.stringMatching(/bank keyed e1.1/),
			expect.stringMatching(/ledger committed e1.1.*transfer/),
			expect.stringMatching(/ledger forgotten e1.1.*transfer/),
			expect.stringMatching(/bank keyed e1.2/),
			expect.stringMatching(/ledger committed e1.2.*transfer/),
			expect.stringMatching(/settled e1.2 ok/),
		]);
	});
});

describe("a failover that makes no sense", () => {
	it.each([
		["{ failover: bank, at: 1s }", "no database 'bank'"],
		["{ failover: ledger, at: 1s, takes: 1s }, { crash: ledger, at: 1500ms }", "is down from"],
		["{ failover: ledger, at: 1s, takes: 1s }, { failover: ledger, at: 3s, loses: 2s }", "the failover before it"],
	])("is refused: %s", (faults, why) => {
		expect(() => setting({ faults })).toThrow(why);
	});

	it("does not say what becomes of amounts", () => {
		const amounts = { ledger: "amounts: { alice: 100 }", faults: "{ failover: ledger, at: 1s, loses: 1s }" };
		expect(() => setting(amounts)).toThrow("leave out loses, or the amounts");
	});
});
