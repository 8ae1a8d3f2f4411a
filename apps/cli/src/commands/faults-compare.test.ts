import { readFileSync } from "node:fs";
import type { Scenario, Trace } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { expectSameShape, inBothWorlds, PATIENCE, scenarioOf } from "../testing/both-worlds.ts";
import { sample } from "../testing/sample.ts";

function struckBy(near: string, faults: string): Scenario {
	const said = faults.includes("corrupt") ? `, body: '{"amount": 100}'` : "";
	return scenarioOf(`
nodes:
  phone: { is: client, timeout: 2s, retry: { attempts: 3, backoff: 100ms, jitter: none } }
  bank: { is: server, timeout: 800ms }
  ledger: { is: database }
links: { phone -> bank: { ${near} }, bank -> ledger: { rtt: 4ms } }
routes: { bank: { POST /transfers: [ { query: ledger, effect: transfer }, { work: 100ms }, { reply: 201, size: 200B } ], GET /rate: [ { reply: 200 } ] } }
traffic: [ { phone: POST /transfers${said} }, { phone: GET /rate, at: ${faults.includes("reorder") ? "300ms" : "1500ms"} } ]
faults: [ ${faults} ]
`);
}

const LINKS = {
	plain: "rtt: 60ms",
	"in packets": "rtt: 60ms, detail: packets",
	"HTTP/2": "rtt: 60ms, over: http/2",
	secured: "rtt: 60ms, tls: 1.3",
} as const;

/** By what they are about: over which link, and the faults. */
const FAULTS: Readonly<Record<string, readonly [keyof typeof LINKS, string]>> = {
	"a request that is reset": ["plain", "reset: e1.1>"],
	"an answer that is reset": ["plain", "reset: e1.1<"],
	"an answer that is reset in packets": ["in packets", "reset: e1.1<"],
	"a request that is reset over TLS": ["secured", "reset: e1.1>"],
	"a request that is reset over HTTP/2": ["HTTP/2", "reset: e1.1>"],
	"an answer that is reset over HTTP/2": ["HTTP/2", "reset: e1.1<"],
	"an answer whose body is cut": ["plain", "truncate: e1.1<"],
	"an answer of which the head comes": ["in packets", "{ truncate: e1.1<, at: headers }"],
	"an answer that is cut over HTTP/2": ["HTTP/2", "truncate: e1.1<"],
	"what a server asks, reset": ["plain", "reset: e1.1/1<"],
	"first attempts of one route": [
		"plain",
		"{ lose: request, on: phone -> bank, route: POST /transfers, attempt: 1, nth: all }",
	],
	"a server that dies with what it has received": [
		"plain",
		"{ crash: bank, when: received, of: e1.1, restart-after: 50ms }",
	],
	"a server that dies when it hears of the commit": [
		"plain",
		"{ crash: bank, when: committed, of: e1.1, restart-after: 50ms }",
	],
	"a server that dies before its reply, in packets": [
		"in packets",
		"{ crash: bank, when: replying, of: e1.1, restart-after: 50ms }",
	],
	"a database that dies after its commit": [
		"plain",
		"{ crash: ledger, when: committed, of: e1.1/1, restart-after: 50ms }",
	],
	"a server that dies for good": ["HTTP/2", "{ crash: bank, when: replying, of: e1.2 }, { reset: e1.1> }"],
	"a failover that loses nothing": ["plain", "{ failover: ledger, at: 400ms, takes: 200ms }"],
	"a failover that loses what was acknowledged": [
		"plain",
		"{ failover: ledger, at: 500ms, takes: 300ms, loses: 450ms }",
	],
	"a link that is cut for a while": ["plain", "{ partition: phone -> bank, at: 130ms, until: 1s }"],
	"a link that loses what comes back": [
		"plain",
		"{ partition: phone -> bank, at: 130ms, until: 2500ms, way: response }",
	],
	"a link that loses what is asked, over TLS": [
		"secured",
		"{ partition: phone -> bank, at: 90ms, until: 900ms, way: request }",
	],
	"a link that flaps": ["plain", "{ flap: phone -> bank, at: 80ms, until: 2s, down: 300ms, up: 150ms }"],
	"a link that is slow for a while": [
		"in packets",
		"{ throttle: phone -> bank, at: 20ms, until: 1s, rate: 50kbit/s }, { throttle: phone -> bank, at: 1s, rtt: 300ms }",
	],
	"a link that is cut for good, over HTTP/2": ["HTTP/2", "{ partition: phone -> bank, at: 1s }"],
	"a request that comes twice": ["plain", "{ duplicate: e1.1>, after: 20ms }"],
	"a request that comes twice in packets": ["in packets", "duplicate: e1.1>"],
	"a request that comes three times over HTTP/2": ["HTTP/2", "{ duplicate: e1.1>, times: 2, after: 30ms }"],
	"a request that comes twice over TLS": ["secured", "{ duplicate: e1.1>, after: 300ms }"],
	"a server that stands still before it reads": ["plain", "{ pause: bank, at: 60ms, for: 400ms }"],
	"a server that stands still at its work, in packets": ["in packets", "{ pause: bank, at: 150ms, for: 300ms }"],
	"a database that stands still": ["plain", "{ pause: ledger, at: 20ms, for: 300ms }"],
	"a server that stands still past its client's patience": ["plain", "{ pause: bank, at: 120ms, for: 2500ms }"],
	"a server over TLS that stands still at the handshake": ["secured", "{ pause: bank, at: 20ms, for: 400ms }"],
	"a slow server": ["plain", "{ slow: bank, at: 0ms, until: 1s, times: 3 }"],
	"a slow database over HTTP/2": ["HTTP/2", "{ slow: ledger, at: 0ms, times: 20 }"],
	"a request that the next overtakes": ["plain", "reorder: e1.1>"],
	"an answer that the next overtakes": ["plain", "{ reorder: response, on: phone -> bank }"],
	"a request that the next overtakes in packets": ["in packets", "reorder: e1.1>"],
	"an answer that the next overtakes over TLS": ["secured", "reorder: e1.1<"],
	"a request that the next overtakes over HTTP/2": ["HTTP/2", "{ reorder: request, on: phone -> bank }"],
	"an answer that the next overtakes over HTTP/2": ["HTTP/2", "reorder: e1.1<"],
	"a statement that nothing overtakes": ["plain", "{ reorder: e1.1/1>, within: 300ms }"],
	"a request that changes in the clear": ["plain", "corrupt: e1.1>"],
	"a request without a body that changes": ["plain", "corrupt: e2.1>"],
	"a request that changes in packets": ["in packets", "{ corrupt: e1.1> }, { corrupt: e2.1> }"],
	"an answer that changes in the clear": ["plain", "corrupt: e1.1<"],
	"an answer without a body that changes": ["in packets", "corrupt: e2.1<"],
	"a request that changes over TLS": ["secured", "corrupt: e1.1>"],
	"an answer that changes over TLS": ["secured", "corrupt: e1.1<"],
	"a request that changes over HTTP/2": ["HTTP/2", "corrupt: e1.1>"],
	"an answer that changes over HTTP/2": ["HTTP/2", "corrupt: e1.1<"],
	"a statement that changes": ["plain", "corrupt: e1.1/1>"],
	"the answer of a database that changes": ["plain", "corrupt: e1.1/1<"],
	"a database whose disk is full for a while": ["plain", "{ fill: ledger, at: 0ms, until: 180ms }"],
	"a server that runs out of memory, twice": [
		"plain",
		"{ exhaust: bank, at: 0ms, until: 600ms, room: 1, restart-after: 100ms }, { duplicate: e1.1>, after: 25ms }, { duplicate: e1.2>, after: 35ms }",
	],
	"a share of the messages": ["plain", "{ reset: response, on: phone -> bank, nth: all, probability: 50% }"],
};

const GALLERY = new URL("../../../../scenarios/", import.meta.url);

/** Scenarios that are about a node, with faults of the last kinds. */
const OF_THE_GALLERY = [
	...["disk-full-key-elsewhere", "disk-full-key-together"],
	...["out-of-memory", "cold-cache", "failover-loses", "clock-skew"],
];

/** What faults have done, by the trace. */
function strikes(trace: Trace): readonly string[] {
	return [...trace.events()].flatMap((event) => {
		if (event.kind === "hampered" || event.kind === "recovered") return [`${event.node} ${event.kind}`];
		if (event.kind === "crashed" || event.kind === "restarted") return [`${event.node} ${event.kind}`];
		if (event.kind === "aborted") return [`${event.call} ${event.data.why}`];
		if (event.kind === "forgotten" || event.kind === "flushed") return [`${event.node} ${event.kind}`];
		if (event.kind === "impaired" || event.kind === "mended") return [`${event.node} ${event.kind} ${event.at}`];
		if (event.kind === "delivered" && /\/d\d[<>]$/.test(event.message)) return [event.message];
		if (event.kind === "delayed") return [`${event.message} held up`];
		if (event.kind === "delivered" && event.data.damaged !== undefined) return [`${event.message} damaged`];
		return event.kind === "lost" && event.data.why === "fault" ? [`${event.message} ${event.data.where}`] : [];
	});
}

describe("faults in both worlds", () => {
	it.each(sample(Object.entries(FAULTS), 4))(
		"%s: the same exchanges, attempts, outcomes and messages",
		PATIENCE,
		async (_about, [near, faults]) => {
			const both = await inBothWorlds(struckBy(LINKS[near], faults));
			expectSameShape(both);
			expect(strikes(both.real)).toEqual(strikes(both.simulated));
			expect(strikes(both.real)).not.toEqual([]);
		},
	);

	it.each(sample(OF_THE_GALLERY, 1))("%s, of the gallery: the same", PATIENCE, async (name) => {
		const text = readFileSync(new URL(`${name}.yaml`, GALLERY), "utf8").replace(/^(roundtrip|title):.*\n/gm, "");
		const both = await inBothWorlds(scenarioOf(text), { isRehearsed: true });
		expectSameShape(both);
		expect(strikes(both.real)).toEqual(strikes(both.simulated));
		expect(strikes(both.real)).not.toEqual([]);
	});
});
