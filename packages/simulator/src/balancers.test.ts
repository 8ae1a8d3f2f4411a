import { describe, expect, it } from "vitest";
import { played, scenarioOf, story } from "./testing/play.ts";

interface BalancerSetting {
	readonly traffic: string;
	readonly front?: string;
	readonly faults?: string;
}

/** Ann and Bob 10 ms from a balancer, which stands 2 ms from two shops that work for 20 ms. */
function told({ traffic, front = "", faults = "" }: BalancerSetting, only: RegExp): readonly string[] {
	const scenario = scenarioOf(`roundtrip: 1
title: T
nodes: { ann: { is: client }, bob: { is: client }, front: { is: balancer, of: [a, b], ${front} }, a: { is: server, workers: 1 }, b: { is: server, workers: 1 } }
links: { ann -> front: { rtt: 10ms }, bob -> front: { rtt: 10ms }, front -> a: { rtt: 2ms }, front -> b: { rtt: 2ms } }
routes: { a: &all { GET /: [ { work: 20ms }, { reply: 200, size: 9B } ] }, b: *all }
traffic: [ ${traffic} ]
faults: [ ${faults} ]
`);
	return story(played(scenario, { keepPackets: false }), only);
}

const WHO_WORKS = / [ab] started /;

describe("a balancer", () => {
	it("gives each request to the next of its servers, and the answer back as it is", () => {
		expect(told({ traffic: "{ ann: GET / }" }, / (sent|replied|settled) /)).toEqual([
			"10 ann sent e1.1> GET /",
			"17 front sent e1.1/1> GET /",
			"38 a replied e1.1/1 200",
			"38 a sent e1.1/1< 200 OK",
			"39 front replied e1.1 200",
			"39 front sent e1.1< 200 OK",
			"44 ann settled e1.1 ok, answered",
		]);
		expect(told({ traffic: "{ ann: GET /, times: 4, every: 100ms }" }, WHO_WORKS)).toEqual([
			...["18 a started e1.1/1", "108 b started e2.1/1", "206 a started e3.1/1", "306 b started e4.1/1"],
		]);
	});

	it("chooses the one with the fewest requests under way", () => {
		const traffic = "{ ann: GET / }, { bob: GET /, at: 1ms }, { bob: GET /, at: 29ms }";
		expect(told({ traffic, front: "by: least" }, WHO_WORKS).map((line) => line.split(" ")[1])).toEqual(["a", "b", "a"]);
	});

	it("keeps a client at one server", () => {
		const traffic = "{ ann: GET /, times: 3, every: 100ms }, { bob: GET /, times: 3, every: 100ms, at: 50ms }";
		const lines = told({ traffic, front: "by: client" }, WHO_WORKS).map((line) => line.split(" "));
		const servers = (exchanges: RegExp): ReadonlySet<string | undefined> =>
			new Set(lines.filter(([, , , call]) => exchanges.test(call ?? "")).map(([, server]) => server));
		expect(servers(/^e[123]\./).size).toBe(1);
		expect(servers(/^e[456]\./).size).toBe(1);
	});
});

describe("where a server behind it dies", () => {
	const dead = "{ crash: b, at: 1ms }";

	it("the request that is refused there goes to another, and the dead one rests", () => {
		const traffic = "{ ann: GET /, times: 4, every: 100ms }";
		expect(told({ traffic, faults: dead }, / (refused|started|settled) /)).toEqual([
			"18 a started e1.1/1",
			"44 ann settled e1.1 ok, answered",
			"107 front refused e2.1/1",
			"108 a started e2.1/2",
			"134 ann settled e2.1 ok, answered",
			"206 a started e3.1/1",
			"232 ann settled e3.1 ok, answered",
			"306 a started e4.1/1",
			"332 ann settled e4.1 ok, answered",
		]);
	});

	it("it is asked again when it has rested", () => {
		const traffic = "{ ann: GET /, times: 4, every: 100ms }";
		const faults = "{ crash: b, at: 1ms, restart-at: 150ms }";
		const happened = told({ traffic, front: "rest: 50ms", faults }, WHO_WORKS);
		expect(happened.map((line) => line.split(" ")[1])).toEqual(["a", "a", "a", "b"]);
	});

	it("a request that it held is not sent again: 502, for it may have been done", () => {
		const happened = told(
			{ traffic: "{ ann: GET / }", faults: "{ crash: a, at: 30ms }" },
			/ (crashed|closed|replied|settled|started)/,
		);
		expect(happened).toEqual([
			"18 a started e1.1/1",
			"30 a crashed",
			expect.stringMatching(/^31 front closed/),
			"31 front replied e1.1 502",
			"36 ann settled e1.1 unknown, answered",
		]);
	});

	it("one that says nothing is waited for as long as the balancer is patient: 504", () => {
		const happened = told(
			{ traffic: "{ ann: GET / }", front: "timeout: 100ms", faults: "{ crash: a, at: 1ms, silent: true }" },
			/ (replied|settled) /,
		);
		expect(happened).toEqual(["115 front replied e1.1 504", "120 ann settled e1.1 unknown, answered"]);
	});

	it("a balancer that dies itself forgets whose turn it is", () => {
		const traffic = "{ ann: GET /, times: 2, every: 500ms }";
		const happened = told({ traffic, faults: "{ crash: front, at: 100ms, restart-at: 200ms }" }, WHO_WORKS);
		expect(happened.map((line) => line.split(" ")[1])).toEqual(["a", "a"]);
	});
});
