import type { Trace } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { expectSameShape, inBothWorlds, PATIENCE, scenarioOf } from "../testing/both-worlds.ts";

const shop = (client: string, traffic: string, faults = ""): string => `
nodes:
  app: { is: client, ${client} }
  front: { is: balancer, of: [a, b] }
  a: { is: server }
  b: { is: server }
links: { app -> front: { rtt: 20ms }, front -> a: { rtt: 4ms }, front -> b: { rtt: 4ms } }
routes:
  a: &all { GET /: [ { work: 10ms }, { reply: 200 } ], GET /broken: [ { reply: 503 } ] }
  b: *all
traffic: [ ${traffic} ]
faults: [ ${faults} ]`;

/** By what they show; none of it depends on when exactly something happens. */
const POLICIES: Readonly<Record<string, readonly [text: string, withheld: readonly string[], asked: string]>> = {
	"a balancer gives requests in turn": [shop("", "{ app: GET /, times: 4, every: 100ms }"), [], "abab"],
	"a balancer goes on to the next where one refuses": [
		shop("", "{ app: GET /, at: 200ms, times: 3, every: 200ms }", "{ crash: b, at: 50ms }"),
		[],
		"aaa",
	],
	"a breaker lets nothing out after two failures": [
		shop("breaker: { failures: 2, of: 2, open: 1min }", "{ app: GET /broken, times: 4, every: 200ms }"),
		["e3.1 breaker", "e4.1 breaker"],
		"ab",
	],
	"a budget pays for one retry": [
		shop(
			"retry: { attempts: 3, backoff: 20ms, jitter: none, budget: { percent: 0, reserve: 1 } }",
			"{ app: GET /broken, times: 2, every: 400ms }",
		),
		["e1.2 budget", "e2.1 budget"],
		"aba",
	],
	"a copy of a late request goes to another server": [
		shop("hedge: { after: 100ms }", "{ app: GET /, times: 3, every: 400ms }", "{ slow: b, at: 0ms, times: 30 }"),
		[],
		"ababa",
	],
	"of two answers the first counts, over HTTP/2": [
		shop(
			"hedge: { after: 100ms, most: 2 }",
			"{ app: GET / }",
			"{ delay: e1.1>, by: 800ms }, { delay: e1.2<, by: 900ms }",
		).replace("app -> front: { rtt: 20ms }", "app -> front: { rtt: 20ms, over: http/2 }"),
		[],
		"ab",
	],
	"a budget pays for copies": [
		shop(
			"hedge: { after: 80ms, most: 3 }, retry: { attempts: 1, budget: { percent: 0, reserve: 1 } }",
			"{ app: GET / }",
			"{ delay: e1.1<, by: 700ms }, { delay: e1.2<, by: 500ms }",
		),
		[],
		"ab",
	],
};

function withheld(trace: Trace): readonly string[] {
	return [...trace.events()].flatMap((event) => (event.kind === "withheld" ? [`${event.call} ${event.data.why}`] : []));
}

function asked(trace: Trace): string {
	return [...trace.events()].flatMap((event) => (event.kind === "started" ? [event.node] : [])).join("");
}

describe("policies in both worlds", () => {
	it.each(Object.entries(POLICIES))("%s", PATIENCE, async (_about, [text, kept, servers]) => {
		const both = await inBothWorlds(scenarioOf(text));
		expectSameShape(both);
		for (const trace of [both.simulated, both.real]) {
			expect(withheld(trace)).toEqual(kept);
			expect(asked(trace)).toBe(servers);
		}
	});
});
