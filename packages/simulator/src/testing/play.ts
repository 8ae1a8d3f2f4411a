import {
	type EventKind,
	type EventOf,
	parseScenario,
	type Scenario,
	type Trace,
	type TraceEvent,
} from "@roundtrip/model";
import type { SimulateOptions } from "../play.ts";
import { simulate } from "../run.ts";

/** A scenario from the text of its file; a mistake in it is a mistake of the test. */
export function scenarioOf(yaml: string): Scenario {
	const result = parseScenario(yaml);
	if (!result.ok) throw new Error(result.problems.map(({ line, message }) => `${line}: ${message}`).join("; "));
	return result.value;
}

export function played(scenario: Scenario, options: SimulateOptions = {}): Trace {
	const result = simulate(scenario, options);
	if (!result.ok) throw new Error(result.problem);
	return result.trace;
}

/** Parts of a scenario that tests vary; what is not given is a phone, a bank and its ledger, as plain as can be. */
export interface Setting {
	readonly phone?: string;
	readonly bank?: string;
	readonly ledger?: string;
	readonly near?: string;
	readonly far?: string;
	readonly route?: string;
	readonly traffic?: string;
	readonly faults?: string;
	readonly seed?: number;
}

/** A phone 100 ms from its bank, and the bank 2 ms from its ledger. Sending takes no time. */
export function setting(parts: Setting): Scenario {
	return scenarioOf(`roundtrip: 1
title: T
seed: ${parts.seed ?? 1}
nodes: { phone: { is: client, ${parts.phone ?? ""} }, bank: { is: server, ${parts.bank ?? ""} }, ledger: { is: database, ${parts.ledger ?? ""} } }
links: { phone -> bank: { ${parts.near ?? "rtt: 100ms"} }, bank -> ledger: { ${parts.far ?? "rtt: 2ms"} } }
routes: { bank: { POST /: [ ${parts.route ?? "{ reply: 201 }"} ] } }
traffic: [ ${parts.traffic ?? "phone: POST /"} ]
faults: [ ${parts.faults ?? ""} ]
`);
}

/** What a person would tell of an event: when in ms, where, what, of which message or call, and the one detail that matters. */
function told(event: TraceEvent): string {
	const name = "message" in event ? event.message : "call" in event ? event.call : "";
	const detail = DETAILS[event.kind]?.(event.data as never) ?? "";
	return [String(event.at / 1e6), event.node, event.kind, name, detail].filter((word) => word !== "").join(" ");
}

const DETAILS: { readonly [Kind in EventKind]?: (data: EventOf<Kind>["data"]) => string } = {
	queued: (data) => `for ${data.for === "item" ? "an" : "a"} ${data.for}`,
	"looked-up": ({ found, why }) => (why === undefined ? found : `${found}, ${why}`),
	stored: ({ what, why }) => (why === undefined ? what : `${what}, ${why}`),
	closed: ({ why }) => why,
	lost: ({ why, where }) => `${why} at ${where}`,
	sent: ({ summary }) => summary,
	committed: ({ effect }) => effect,
	aborted: ({ why }) => why,
	forgotten: ({ effect }) => effect,
	keyed: ({ found }) => found,
	replied: ({ status }) => String(status),
	settled: ({ belief, why }) => `${belief}, ${why}`,
	crashed: ({ silent, why }) => (why === undefined ? (silent ? "silently" : "") : `of ${why}`),
	impaired: ({ way, how }) => `${way} ${how}`,
};

/** All that happened, a line an event; `only` keeps those that it matches. */
export function story(trace: Trace, only: RegExp = /./): readonly string[] {
	return [...trace.events()].map(told).filter((line) => only.test(line));
}
