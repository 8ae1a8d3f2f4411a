import type { Trace } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { played, scenarioOf, story } from "./testing/play.ts";

interface GuardSetting {
	readonly app: string;
	readonly traffic: string;
	readonly faults?: string;
	readonly answers?: string;
}

/** An app 20 ms from a shop that answers at once. */
function run({ app, traffic, faults = "", answers = "{ reply: 200 }" }: GuardSetting): Trace {
	return played(
		scenarioOf(`roundtrip: 1
title: T
nodes: { app: { is: client, timeout: 100ms, connections: 20, ${app} }, shop: { is: server } }
links: { app -> shop: { rtt: 20ms } }
routes: { shop: { GET /: [ ${answers} ] } }
traffic: [ ${traffic} ]
faults: [ ${faults} ]
`),
		{ keepPackets: false },
	);
}

const BREAKER = "breaker: { failures: 2, of: 3, open: 500ms }";
const DARK = "{ crash: shop, at: 1ms, restart-at: 900ms, silent: true }";
const withheld = (trace: Trace): readonly string[] =>
	story(trace, / withheld /).map((line) => line.split(" ")[3] ?? "");

describe("a breaker", () => {
	it("lets nothing out after so many failures, tries it out once, and closes when that goes well", () => {
		const trace = run({ app: BREAKER, traffic: "{ app: GET /, times: 12, every: 150ms }", faults: DARK });
		// Two fail in vain, at 100 and 250 ms; one tries it out at 750 ms and fails; the one at 1,350 ms goes well.
		expect(withheld(trace)).toEqual(["e3.1", "e4.1", "e5.1", "e7.1", "e8.1", "e9.1"]);
		expect(story(trace, / settled /).map((line) => line.split(" ").slice(3).join(" "))).toEqual([
			...["e1.1 failed, not-sent", "e2.1 failed, not-sent", "e3.1 failed, not-sent", "e4.1 failed, not-sent"],
			...["e5.1 failed, not-sent", "e6.1 failed, not-sent", "e7.1 failed, not-sent", "e8.1 failed, not-sent"],
			...["e9.1 failed, not-sent", "e10.1 ok, answered", "e11.1 ok, answered", "e12.1 ok, answered"],
		]);
	});

	it("opens at answers of 5xx as well, and not at those of 4xx", () => {
		const traffic = "{ app: GET /, times: 5, every: 50ms }";
		expect(withheld(run({ app: BREAKER, traffic, answers: "{ reply: 500 }" }))).toEqual(["e3.1", "e4.1", "e5.1"]);
		expect(withheld(run({ app: BREAKER, traffic, answers: "{ reply: 404 }" }))).toEqual([]);
	});

	it("is kept by each server for itself", () => {
		const trace = played(
			scenarioOf(`roundtrip: 1
title: T
nodes: { app: { is: client, timeout: 100ms, ${BREAKER} }, bad: { is: server }, good: { is: server } }
links: { app -> bad: { rtt: 20ms }, app -> good: { rtt: 20ms } }
routes: { bad: { GET /: [ { reply: 503 } ] }, good: { GET /: [ { reply: 200 } ] } }
traffic: [ { app: GET /, to: bad, times: 4, every: 50ms }, { app: GET /, to: good, times: 4, every: 50ms } ]
`),
		);
		expect(withheld(trace)).toEqual(["e5.1", "e7.1"]);
	});

	it("that is open is no attempt that could have had an effect: the client knows that it failed", () => {
		const trace = run({ app: BREAKER, traffic: "{ app: GET /, times: 4, every: 150ms }", faults: DARK });
		expect(story(trace, / e4/)).toEqual([
			"450 app begun e4.1",
			"450 app withheld e4.1",
			"450 app settled e4.1 failed, not-sent",
		]);
	});
});

describe("a budget for retries", () => {
	const retry = (budget: string): string =>
		`retry: { attempts: 4, backoff: 10ms, jitter: none, budget: { ${budget} } }`;

	it("pays for no more retries than its reserve and its part of the first tries", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 30 }),
				fc.integer({ min: 0, max: 100 }),
				fc.integer({ min: 0, max: 5 }),
				(times, percent, reserve) => {
					const trace = run({
						app: retry(`percent: ${percent}, reserve: ${reserve}`),
						traffic: `{ app: GET /, times: ${times}, every: 50ms }`,
						answers: "{ reply: 503 }",
					});
					const retries = story(trace, / retried /).length;
					expect(retries).toBeLessThanOrEqual(reserve + (times * percent) / 100);
					expect(retries).toBeLessThanOrEqual(3 * times);
				},
			),
			{ numRuns: 40, seed: 7 },
		);
	});

	it("that is used up is said, and ends the exchange", () => {
		const trace = run({
			app: retry("percent: 0, reserve: 1"),
			traffic: "{ app: GET /, times: 2, every: 300ms }",
			answers: "{ reply: 503 }",
		});
		expect(story(trace, / (retried|withheld|settled) /).map((line) => line.split(" ").slice(2, 4).join(" "))).toEqual([
			...["retried e1.2", "withheld e1.2", "settled e1.2", "withheld e2.1", "settled e2.1"],
		]);
	});
});
