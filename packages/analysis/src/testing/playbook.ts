import {
	callParts,
	createTrace,
	duration,
	type EventDraft,
	parseQuantity,
	parseScenario,
	type Scenario,
	size,
	type Trace,
	type TraceHeader,
	type World,
} from "@roundtrip/model";

/** A phone that asks a bank, and the bank its ledger. */
export const BANK: string = `
roundtrip: 1
title: The reply that never came
nodes:
  phone: { is: client, timeout: 1s, retry: { attempts: 3, backoff: 100ms..2s } }
  bank: { is: server, workers: 2, queue: 10 }
  ledger: { is: database }
links:
  phone -> bank: { rtt: 100ms, rate: 10Mbit/s }
  bank -> ledger: { rtt: 1ms }
routes:
  bank:
    POST /transfers: [ { query: ledger, effect: transfer }, { reply: 201 } ]
    GET /balance: [ { query: ledger }, { reply: 200 } ]
traffic:
  - phone: POST /transfers
`;

/** The same with expectations, each as in a file: `effects: exactly-once`. */
export function bankExpecting(...expectations: readonly string[]): string {
	return `${BANK}expect:\n${expectations.map((each) => `  - { ${each} }\n`).join("")}`;
}

/** A scenario from its file's text; a mistake in it is a mistake of the test. */
export function scenarioOf(yaml: string): Scenario {
	const result = parseScenario(yaml);
	if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("; "));
	return result.value;
}

/**
 * A trace from a play-book: one event a line, `time node kind arguments…`. Blank lines are skipped.
 * The cause of an event is the sending of its message, else the event before it in its exchange; `after e1` at the end of
 * a line adds the last event of that exchange, such as the answer that freed a connection.
 *
 *     0ms  phone begun e1.1 bank POST /transfers
 *     0ms  phone connecting e1.1 c1 bank
 *     0ms  phone sent e1.1> c1 bank 182B POST /transfers
 *     50ms bank delivered e1.1> c1 phone
 *     75ms bank lost e1.1< c1 phone 0.5 fault 0
 *     1s   phone settled e1.1 unknown - timed-out
 */
export function playbook(lines: string, scenario: Scenario | string = BANK, world: World = "simulated"): Trace {
	const parsed = typeof scenario === "string" ? scenarioOf(scenario) : scenario;
	const trace = createTrace(headerOf(parsed, world));
	const causes = new Map<string, number>();
	for (const written of lines.split("\n").map((each) => each.trim())) {
		if (written === "") continue;
		const [line = "", other = ""] = written.split(" after e");
		const [time = "", node = "", kind = "", ...words] = line.split(/\s+/);
		const reader = readers[kind];
		if (!reader) throw new Error(`no such event: ${line}`);
		const fields = reader(words);
		const { message = "", exchange = 0 } = fields;
		const cause = causes.get(message) ?? causes.get(`e${exchange}`);
		const freedBy = causes.get(`e${other}`);
		const both = [cause, freedBy].filter((seq): seq is number => seq !== undefined);
		const draft = { at: ns(time), node, kind, causes: [...new Set(both)].sort((a, b) => a - b), ...fields };
		// The readers below give each kind its fields; a play-book that doesn't is a mistake of the test.
		const seq = trace.append(draft as unknown as EventDraft);
		if (kind === "sent") causes.set(message, seq);
		causes.set(`e${exchange}`, seq);
	}
	return trace;
}

export function headerOf(scenario: Scenario, world: World = "simulated"): TraceHeader {
	return { trace: 1, world, seed: scenario.seed, scenario, versions: {}, fidelity: { "http/1.1": "bytes" } };
}

interface Fields {
	readonly exchange?: number;
	readonly attempt?: number;
	readonly call?: string;
	readonly connection?: string | undefined;
	readonly message?: string;
	readonly data?: object;
}

type Reader = (words: readonly string[]) => Fields;

function ns(text = ""): number {
	const result = parseQuantity(text, duration);
	if (!result.ok) throw new Error(result.problem);
	return result.value;
}

function bytes(text = ""): number {
	const result = parseQuantity(text, size);
	if (!result.ok) throw new Error(result.problem);
	return result.value;
}

function ofCall(name = ""): Fields {
	const { exchange, attempt, call } = callParts(name);
	return { exchange, attempt, call };
}

/** `congestion-window=3 retransmission=1` */
function waitsOf(words: readonly string[]): Readonly<Record<string, number>> {
	return Object.fromEntries(words.map((word) => word.split("=")).map(([reason, count]) => [reason, Number(count)]));
}

const ofMessage = (message = "", connection = ""): Fields => ({ ...ofCall(message), message, connection });

const opening: Reader = ([call, connection, to]) => ({ ...ofCall(call), connection, data: { to } });

const readers: Readonly<Record<string, Reader>> = {
	begun: ([call, to, ...request]) => ({ ...ofCall(call), data: { to, request: request.join(" ") } }),
	retried: ([call, to, why, what]) => ({
		...ofCall(call),
		data: why === "redirect" ? { to, waited: 0, redirect: what } : { to, waited: ns(what) },
	}),
	queued: ([call, what]) => ({ ...ofCall(call), data: { for: what } }),
	resolving: ([call, to]) => ({ ...ofCall(call), data: { to } }),
	resolved: ([call, to]) => ({ ...ofCall(call), data: { to } }),
	connecting: opening,
	connected: opening,
	secured: ([call, connection, to, tls, handshake, roundTrips]) => ({
		...ofCall(call),
		connection,
		data: { to, tls, handshake, roundTrips: Number(roundTrips) },
	}),
	packet: ([connection, to, length]) => ({
		connection,
		data: { to, flags: "ACK", seq: 1, length: bytes(length), size: bytes(length), ack: 1, cwnd: 10, inFlight: 1 },
	}),
	refused: opening,
	closed: ([call, connection, to, why]) => ({ ...ofCall(call), connection, data: { to, why } }),
	sent: ([message, connection, to, amount, ...words]) => {
		const [summary = "", body] = words.join(" ").split(" saying ");
		const content = body === undefined ? {} : { body };
		return { ...ofMessage(message, connection), data: { to, summary, size: bytes(amount), ...content } };
	},
	"looked-up": ([call, found]) => ({ ...ofCall(call), data: { found } }),
	stored: ([call, what]) => ({ ...ofCall(call), data: { what } }),
	aborted: ([call, why]) => ({ ...ofCall(call), data: { why } }),
	delivered: ([message, connection, from, ...waits]) => ({
		...ofMessage(message, connection),
		data: { from, ...(waits.length === 0 ? {} : { waits: waitsOf(waits) }) },
	}),
	lost: ([message, connection, to, where, why, fault]) => ({
		...ofMessage(message, connection),
		data: { to, where: Number(where), why, ...(fault === undefined ? {} : { fault: Number(fault) }) },
	}),
	delayed: ([message, connection, by, fault]) => ({
		...ofMessage(message, connection),
		data: { by: ns(by), fault: Number(fault) },
	}),
	started: ([call]) => ({ ...ofCall(call), data: {} }),
	committed: ([call, effect, recovered]) => ({
		...ofCall(call),
		data: { effect, ...(recovered === undefined ? {} : { recovered: true }) },
	}),
	replied: ([call, status]) => ({ ...ofCall(call), data: { status: Number(status) } }),
	published: ([call, channel, number]) => ({ ...ofCall(call), data: { channel, number: Number(number) } }),
	"timed-out": ([call, after]) => ({ ...ofCall(call), data: { after: ns(after) } }),
	settled: ([call, belief, status, why]) => ({
		...ofCall(call),
		data: { belief, why, ...(status === "-" ? {} : { status: Number(status) }) },
	}),
	crashed: ([fault, how]) => ({ data: { fault: Number(fault), silent: how === "silent" } }),
	restarted: ([fault]) => ({ data: { fault: Number(fault) } }),
};
