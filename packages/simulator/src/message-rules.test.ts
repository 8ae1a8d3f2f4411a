import { fc, test } from "@fast-check/vitest";
import { createStream } from "@roundtrip/behaviour";
import { callParts, type Fault, isCopy, type Scenario, type Trace } from "@roundtrip/model";
import { describe, expect } from "vitest";
import { played, scenarioOf } from "./testing/play.ts";

const NEAR = "phone -> bank";
const MS = 1_000_000;
/** Of all that a rule means every other one, about. */
const HALF = 500_000;

/** Two kinds of requests, tried again where nothing comes; each over a connection of its own. */
const SHOP: Scenario = scenarioOf(`roundtrip: 1
title: T
seed: 5
nodes:
  phone: { is: client, timeout: 150ms, connections: 20, retry: { attempts: 3, backoff: 30ms..30ms, jitter: none } }
  bank: { is: server, workers: 20 }
links: { phone -> bank: { rtt: 20ms } }
routes: { bank: { POST /pay: [ { work: 3ms }, { reply: 201, size: 100B } ], GET /rate: [ { reply: 200, size: 100B } ] } }
traffic: [ { phone: POST /pay, times: 6, every: 60ms }, { phone: GET /rate, times: 6, every: 70ms, at: 25ms } ]
`);

type Rule = Extract<Fault, { readonly lose: string }>;

/** What a fault does is another's business: a rule says to which messages it is done. */
const KINDS: Readonly<Record<string, (which: string, rule: Omit<Rule, "lose">) => Fault>> = {
	lose: (which, rule) => ({ lose: which, ...rule }),
	delay: (which, rule) => ({ delay: which, by: 40 * MS, ...rule }),
	duplicate: (_which, rule) => ({ duplicate: "request", times: 1, after: 5 * MS, ...rule }),
	reorder: (which, rule) => ({ reorder: which, within: 50 * MS, ...rule }),
	corrupt: (which, rule) => ({ corrupt: which, ...rule }),
	reset: (which, rule) => ({ reset: which, ...rule }),
	truncate: (_which, rule) => ({ truncate: "response", at: "body", ...rule }),
};

/** Mostly a rule doesn't say it. */
function seldom<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> {
	return fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

const rules: fc.Arbitrary<Omit<Rule, "lose">> = fc
	.record({
		nth: fc.oneof(fc.constant("all"), fc.integer({ min: 1, max: 8 })),
		route: seldom(fc.constantFrom("POST /pay", "GET /rate")),
		attempt: seldom(fc.integer({ min: 1, max: 3 })),
		from: seldom(fc.integer({ min: 0, max: 500 })),
		lasts: seldom(fc.integer({ min: 1, max: 400 })),
		probability: seldom(fc.constantFrom(0, HALF, 1_000_000)),
	})
	.map(({ nth, route, attempt, from, lasts, probability }) => ({
		on: NEAR,
		nth,
		...(route === null ? {} : { route }),
		...(attempt === null ? {} : { attempt }),
		...(from === null ? {} : { from: from * MS }),
		...(lasts === null ? {} : { until: ((from ?? 0) + lasts) * MS }),
		...(probability === null ? {} : { probability }),
	}));

/** Reads off a run which messages a rule means, without asking who has decided it. */
function meantBy(rule: Omit<Rule, "lose">, direction: string, trace: Trace): readonly string[] {
	const routes = new Map<number, string>();
	const meant: string[] = [];
	for (const event of trace.events()) {
		if (event.kind === "begun") routes.set(event.exchange, event.data.request);
		if (event.kind !== "sent" || isCopy(event.call) || callParts(event.message).direction !== direction) continue;
		const isOfRoute = rule.route === undefined || routes.get(event.exchange) === rule.route;
		const isOfAttempt = rule.attempt === undefined || event.attempt === rule.attempt;
		const isInTime = event.at >= (rule.from ?? 0) && event.at < (rule.until ?? Number.POSITIVE_INFINITY);
		if (isOfRoute && isOfAttempt && isInTime) meant.push(event.message);
	}
	const counted = rule.nth === "all" ? meant : meant.slice(rule.nth - 1, rule.nth);
	return counted.filter((message) => isDrawn(rule, message));
}

function isDrawn({ probability = 1_000_000 }: Omit<Rule, "lose">, message: string): boolean {
	return createStream(SHOP.seed, message, "fault 0").below(1_000_000) < probability;
}

/** What the fault has struck, by its events. */
function struck(trace: Trace): readonly string[] {
	return [...trace.events()].flatMap((event) => {
		if (event.kind === "copied") return [event.call.replace(/\/d\d$/, ">")];
		if (event.kind === "delivered" && event.data.damaged !== undefined) return [event.message];
		if (event.kind === "delayed") return [event.message];
		return event.kind === "lost" && event.data.why === "fault" ? [event.message] : [];
	});
}

const strikes = new Map<string, number>();

describe("a rule says which messages a fault strikes", () => {
	test.prop([fc.constantFrom(...Object.keys(KINDS)), fc.constantFrom("request", "response"), rules], {
		numRuns: 400,
		seed: 7,
	})("by route, attempt, number, time and share: all of them and no others", (kind, which, rule) => {
		const fault = KINDS[kind]?.(which, rule);
		const direction = kind === "duplicate" ? "request" : kind === "truncate" ? "response" : which;
		const trace = played({ ...SHOP, faults: fault === undefined ? [] : [fault] });
		strikes.set(kind, (strikes.get(kind) ?? 0) + struck(trace).length);
		expect([...struck(trace)].sort()).toEqual([...meantBy(rule, direction, trace)].sort());
	});

	test("and there were some of every kind", () => {
		for (const kind of Object.keys(KINDS)) expect(strikes.get(kind) ?? 0, kind).toBeGreaterThan(40);
	});
});
