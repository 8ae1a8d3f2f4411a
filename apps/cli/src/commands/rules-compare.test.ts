import type { Scenario, Trace } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { expectSameShape, inBothWorlds, PATIENCE, scenarioOf } from "../testing/both-worlds.ts";
import { sample } from "../testing/sample.ts";

/** Two kinds of requests in turn, each over, with its second try, before the next begins: no two of them race. */
function shop(link: string, faults: string): Scenario {
	return scenarioOf(`
nodes:
  phone: { is: client, timeout: 250ms, connections: 20, retry: { attempts: 2, backoff: 100ms, jitter: none } }
  bank: { is: server, workers: 20 }
links: { phone -> bank: { ${link} } }
routes: { bank: { POST /pay: [ { work: 10ms }, { reply: 201, size: 100B } ], GET /rate: [ { reply: 200, size: 100B } ] } }
traffic: [ { phone: POST /pay, times: 2, every: 900ms }, { phone: GET /rate, times: 2, every: 900ms, at: 450ms } ]
faults: [ ${faults} ]
`);
}

const KINDS = ["lose: request", "lose: response", "delay: response, by: 60ms", "delay: request, by: 300ms"];
const ALL_KINDS = [
	...KINDS,
	"duplicate: request, after: 20ms",
	"reset: request",
	"reset: response",
	"truncate: response",
	"corrupt: request",
	"corrupt: response",
];

/** How a rule says which messages it means. */
const RULES = [
	"nth: 3",
	"nth: all, route: POST /pay",
	"nth: all, attempt: 1",
	"nth: all, from: 400ms, until: 1200ms",
	"nth: all, probability: 60%",
	"nth: 2, route: GET /rate, attempt: 1, from: 200ms",
];

const LINKS = { "HTTP/1.1": "rtt: 40ms", "HTTP/2": "rtt: 40ms, over: http/2" } as const;

const CASES = ALL_KINDS.flatMap((kind, nthKind) =>
	RULES.map((rule, nthRule): readonly [string, string, string] => {
		const over = (nthKind + nthRule) % 3 === 2 ? "HTTP/2" : "HTTP/1.1";
		return [`${kind}, ${rule}`, over, LINKS[over]];
	}),
);

function strikes(trace: Trace): readonly string[] {
	return [...trace.events()]
		.flatMap((event) => {
			if (event.kind === "copied") return [event.call];
			if (event.kind === "delivered" && event.data.damaged !== undefined) return [event.message];
			if (event.kind === "delayed") return [event.message];
			return event.kind === "lost" && event.data.why === "fault" ? [event.message] : [];
		})
		.toSorted();
}

describe("a rule for messages in both worlds", () => {
	it.each(sample(CASES, 2))("%s, over %s: the same messages are struck", PATIENCE, async (fault, _over, link) => {
		const both = await inBothWorlds(shop(link, `{ ${fault}, on: phone -> bank }`), { isRehearsed: true });
		expectSameShape(both);
		expect(strikes(both.real)).toEqual(strikes(both.simulated));
		expect(strikes(both.real)).not.toEqual([]);
	});
});
