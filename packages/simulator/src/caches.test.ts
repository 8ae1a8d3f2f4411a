import { describe, expect, it } from "vitest";
import { played, scenarioOf, story } from "./testing/play.ts";

interface CacheSetting {
	readonly headers: string;
	readonly traffic: string;
	readonly edge?: string;
	readonly ann?: string;
	readonly faults?: string;
}

/** Ann and Bob 10 ms from an edge, which stands 100 ms from its shop. Sending takes no time. */
function told({ headers, traffic, edge = "", ann = "", faults = "" }: CacheSetting, only: RegExp): readonly string[] {
	const scenario = scenarioOf(`roundtrip: 1
title: T
nodes: { ann: { is: client, ${ann} }, bob: { is: client }, edge: { is: cache, of: shop, ${edge} }, shop: { is: server }, db: { is: database } }
links: { ann -> edge: { rtt: 10ms }, bob -> edge: { rtt: 10ms }, edge -> shop: { rtt: 100ms }, shop -> db: { rtt: 2ms } }
routes: { shop: { GET /item: [ { query: db, takes: 5ms }, { reply: 200, size: 9B, headers: { ${headers} } } ], PUT /item: [ { query: db, effect: change, takes: 5ms }, { reply: 204 } ] } }
traffic: [ ${traffic} ]
faults: [ ${faults} ]
`);
	return story(played(scenario, { keepPackets: false }), only);
}

const CACHE = / (looked-up|stored|settled) /;
const TWO_AT_ONCE = "{ ann: GET /item }, { bob: GET /item, at: 20ms }";

describe("a cache between clients and a server", () => {
	it("asks once for what two want at the same time, and gives both the answer", () => {
		const happened = told({ headers: "cache-control: max-age=60", traffic: TWO_AT_ONCE }, / (sent|looked-up|stored) /);
		expect(happened).toEqual([
			"10 ann sent e1.1> GET /item",
			"15 edge looked-up e1.1 miss, nothing-stored",
			"30 bob sent e2.1> GET /item",
			"35 edge looked-up e2.1 miss, nothing-stored",
			"115 edge sent e1.1/1> GET /item",
			"167 shop sent e1.1/1/1> POST /query",
			"173 db sent e1.1/1/1< 200 OK",
			"174 shop sent e1.1/1< 200 OK",
			"224 edge stored e1.1 stored",
			"224 edge sent e1.1< 200 OK",
			"224 edge looked-up e2.1 fresh",
			"224 edge sent e2.1< 200 OK",
		]);
	});

	it("asks for each where requests aren't collapsed", () => {
		const headers = "cache-control: max-age=60";
		expect(told({ headers, traffic: TWO_AT_ONCE, edge: "collapse: false" }, /edge sent .*\/1>/)).toHaveLength(2);
	});

	it("has nothing any more when a fault has flushed it, and asks its server again", () => {
		const headers = "cache-control: max-age=60";
		const traffic = "{ ann: GET /item, times: 4, every: 1s }";
		expect(told({ headers, traffic, faults: "{ flush: edge, at: 1500ms }" }, / (looked-up|flushed)/)).toEqual([
			"15 edge looked-up e1.1 miss, nothing-stored",
			"1005 edge looked-up e2.1 fresh",
			"1500 edge flushed",
			"2005 edge looked-up e3.1 miss, nothing-stored",
			"3005 edge looked-up e4.1 fresh",
		]);
	});

	it("loses nothing while it is down, and what is under way is stored after a flush", () => {
		const headers = "cache-control: max-age=60";
		const down = "{ crash: edge, at: 1s, restart-at: 3s }, { flush: edge, at: 2s }";
		expect(told({ headers, traffic: "{ ann: GET /item }", faults: down }, /flushed|crashed|restarted/)).toEqual([
			"1000 edge crashed",
			"3000 edge restarted",
		]);
		const early = "{ flush: edge, at: 100ms }";
		const happened = told({ headers, traffic: "{ ann: GET /item, times: 2, every: 1s }", faults: early }, CACHE);
		expect(happened.filter((line) => line.includes("looked-up"))).toEqual([
			"15 edge looked-up e1.1 miss, nothing-stored",
			"1005 edge looked-up e2.1 fresh",
		]);
	});

	it("asks whether what it has is still right, and its server answers 304", () => {
		const headers = `cache-control: max-age=1, etag: '"v1"'`;
		const traffic = "{ ann: GET /item }, { bob: GET /item, at: 3s }";
		expect(told({ headers, traffic }, /(edge|shop|db) (looked-up|stored|sent) e2.1/)).toEqual([
			"3015 edge looked-up e2.1 revalidate",
			"3015 edge sent e2.1/1> GET /item",
			"3065 shop sent e2.1/1/1> POST /query",
			"3071 db sent e2.1/1/1< 200 OK",
			"3072 shop sent e2.1/1< 304 Not Modified",
			"3122 edge stored e2.1 freshened",
			"3122 edge sent e2.1< 200 OK",
		]);
	});

	it("gives what is stale at once where that is allowed, and asks anew behind the client's back", () => {
		const headers = `cache-control: "max-age=1, stale-while-revalidate=60"`;
		const traffic = "{ ann: GET /item }, { bob: GET /item, at: 3s }, { ann: GET /item, at: 4s }";
		expect(told({ headers, traffic }, /(looked-up|stored|settled) e[23]/)).toEqual([
			"3015 edge looked-up e2.1 stale, while-revalidate",
			"3020 bob settled e2.1 ok, answered",
			"3122 edge stored e2.1 stored",
			"4005 edge looked-up e3.1 fresh",
			"4010 ann settled e3.1 ok, answered",
		]);
	});

	it("stands in for a server that is down where that is allowed, and says so where it isn't", () => {
		const traffic = "{ ann: GET /item }, { bob: GET /item, at: 3s }";
		const faults = "{ crash: shop, at: 2s }";
		const allowed = `cache-control: "max-age=1, stale-if-error=60"`;
		expect(told({ headers: allowed, traffic, faults }, /(stored|settled) e2/)).toEqual([
			"3115 edge stored e2.1 stale-if-error",
			"3120 bob settled e2.1 ok, answered",
		]);
		expect(told({ headers: "cache-control: max-age=1", traffic, faults }, /replied e2/)).toEqual([
			"3115 edge replied e2.1 502",
		]);
	});

	it("forgets what a change has made wrong", () => {
		const headers = "cache-control: max-age=60";
		const traffic = "{ ann: GET /item }, { ann: PUT /item, at: 1s }, { bob: GET /item, at: 2s }";
		expect(told({ headers, traffic }, /looked-up/)).toEqual([
			"15 edge looked-up e1.1 miss, nothing-stored",
			"1005 edge looked-up e2.1 miss, method",
			"2015 edge looked-up e3.1 miss, nothing-stored",
		]);
	});

	it("keeps nothing that is for one client alone, and has nothing after a crash", () => {
		const traffic = "{ ann: GET /item }, { bob: GET /item, at: 3s }";
		expect(told({ headers: "cache-control: private", traffic }, / stored /)).toEqual([
			"224 edge stored e1.1 not-stored, private",
			"3122 edge stored e2.1 not-stored, private",
		]);
		const faults = "{ crash: edge, at: 1s, restart-at: 2s }";
		expect(told({ headers: "cache-control: max-age=60", traffic, faults }, /looked-up e2/)).toEqual([
			"3015 edge looked-up e2.1 miss, nothing-stored",
		]);
	});
});

describe("a client's own cache", () => {
	it("answers without a word on the network while what it has is fresh", () => {
		const headers = "cache-control: max-age=60";
		const traffic = "{ ann: GET /item }, { ann: GET /item, at: 1s }";
		expect(told({ headers, traffic, ann: "cache: private" }, / e2.1/)).toEqual([
			"1000 ann begun e2.1",
			"1000 ann looked-up e2.1 fresh",
			"1000 ann settled e2.1 ok, answered",
		]);
	});

	it("keeps what a shared cache must not", () => {
		const headers = `cache-control: "private, max-age=60"`;
		const traffic = "{ ann: GET /item }, { ann: GET /item, at: 1s }";
		expect(told({ headers, traffic, ann: "cache: private" }, CACHE).slice(-2)).toEqual([
			"1000 ann looked-up e2.1 fresh",
			"1000 ann settled e2.1 ok, answered",
		]);
	});
});
