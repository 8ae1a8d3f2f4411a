import type { AttemptResult, CallId, EventOf, Settled, Trace, TraceEvent } from "@roundtrip/model";
import { callParts, linkName } from "@roundtrip/model";
import { type EventHandlers, handle } from "./event-handlers.ts";
import type { MessageFlight } from "./flight.ts";

/** No such event. */
export const NONE = -1;

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** The opening of one connection; numbers are sequence numbers, `NONE` where it didn't happen. */
export interface ConnectLog {
	readonly connection: string;
	readonly started: number;
	ended: number;
	result: "connected" | "refused" | "unfinished";
}

/** A commit, as its event says. */
export type CommitLog = EventOf<"committed">;

/** How a call ended for whoever made it. */
export interface CallEnd {
	readonly seq: number;
	readonly result: AttemptResult;
}

/**
 * Everything that the trace says of one call, by sequence number (`NONE` where it didn't happen).
 * The moments of the asking node and of the asked node stand side by side.
 */
export interface CallLog {
	readonly call: CallId;
	readonly exchange: number;
	readonly attempt: number;
	readonly parent: CallLog | undefined;
	/** Who asks. */
	readonly from: string;
	/** Who is asked; empty where the call got no further than waiting. */
	to: string;
	readonly begun: number;
	/** The wait before a retried attempt, in ns. */
	waitedNs: number;
	queuedForConnection: number;
	readonly connects: ConnectLog[];
	/** Over which the request went, or would have gone. */
	connection: string | undefined;
	request: MessageFlight | undefined;
	queuedForWorker: number;
	started: number;
	readonly commits: CommitLog[];
	replied: number;
	status: number | undefined;
	response: MessageFlight | undefined;
	end: CallEnd | undefined;
	/** The calls that the asked node made for this one, in order. */
	readonly children: CallLog[];
}

/** One exchange with its calls. */
export interface ExchangeLog {
	readonly exchange: number;
	readonly client: string;
	readonly to: string;
	readonly request: string;
	readonly begun: number;
	readonly attempts: CallLog[];
	settled: Settled | undefined;
}

/** A trace, put in order by exchange, call and message in one pass; every analysis starts from it. */
export interface Reading {
	readonly trace: Trace;
	/** By number. */
	readonly exchanges: readonly ExchangeLog[];
	/** In the order of their begin. */
	readonly calls: readonly CallLog[];
	/** In the order of sending. */
	readonly messages: readonly MessageFlight[];
	/** The last crash of each node. */
	readonly lastCrash: ReadonlyMap<string, number>;
}

interface Building {
	readonly exchanges: Map<number, ExchangeLog>;
	readonly calls: Map<CallId, CallLog>;
	readonly messages: Mutable<MessageFlight>[];
	readonly lastCrash: Map<string, number>;
}

/** Reads a whole trace once: linear in its length. */
export function readingOf(trace: Trace): Reading {
	const building: Building = { exchanges: new Map(), calls: new Map(), messages: [], lastCrash: new Map() };
	for (const event of trace.events()) handle(handlers, event, building);
	return {
		trace,
		exchanges: [...building.exchanges.values()].sort((a, b) => a.exchange - b.exchange),
		calls: [...building.calls.values()],
		messages: building.messages,
		lastCrash: building.lastCrash,
	};
}

/** All calls of an exchange, those behind the server included; each stands before the calls made for it. */
export function callsOf(exchange: ExchangeLog): readonly CallLog[] {
	const calls = [...exchange.attempts];
	// The list grows while it is walked: children go to its end.
	for (const call of calls) calls.push(...call.children);
	return calls;
}

type CallEvent = Extract<TraceEvent, { readonly call: CallId }>;

/** The log of an event's call; the first event of a call is always that of the asking node. */
function callOf(event: CallEvent, building: Building): CallLog {
	const known = building.calls.get(event.call);
	if (known) return known;
	const { parent: parentId } = callParts(event.call);
	const parent = parentId === undefined ? undefined : building.calls.get(parentId);
	const log: CallLog = {
		call: event.call,
		exchange: event.exchange,
		attempt: event.attempt,
		parent,
		from: event.node,
		to: "",
		begun: event.seq,
		waitedNs: 0,
		queuedForConnection: NONE,
		connects: [],
		connection: undefined,
		request: undefined,
		queuedForWorker: NONE,
		started: NONE,
		commits: [],
		replied: NONE,
		status: undefined,
		response: undefined,
		end: undefined,
		children: [],
	};
	building.calls.set(event.call, log);
	if (parent) parent.children.push(log);
	else building.exchanges.get(event.exchange)?.attempts.push(log);
	return log;
}

function end(call: CallLog, seq: number, result: AttemptResult): void {
	call.end ??= { seq, result };
}

function connectEnded(event: EventOf<"connected" | "refused">, building: Building): void {
	const connect = callOf(event, building).connects.findLast((each) => each.connection === event.connection);
	if (!connect) return;
	connect.ended = event.seq;
	connect.result = event.kind;
}

function flightOf(
	event: EventOf<"delivered" | "lost" | "delayed">,
	building: Building,
): Mutable<MessageFlight> | undefined {
	const call = callOf(event, building);
	return event.message.endsWith(">") ? call.request : call.response;
}

const handlers: EventHandlers<Building, void> = {
	begun: (event, building) => {
		building.exchanges.set(event.exchange, {
			exchange: event.exchange,
			client: event.node,
			to: event.data.to,
			request: event.data.request,
			begun: event.seq,
			attempts: [],
			settled: undefined,
		});
		callOf(event, building).to = event.data.to;
	},
	retried: (event, building) => {
		const call = callOf(event, building);
		call.to = event.data.to;
		call.waitedNs = event.data.waited;
	},
	queued: (event, building) => {
		const call = callOf(event, building);
		if (event.data.for === "connection") call.queuedForConnection = event.seq;
		else call.queuedForWorker = event.seq;
	},
	connecting: (event, building) => {
		const call = callOf(event, building);
		call.to = event.data.to;
		call.connection = event.connection;
		call.connects.push({ connection: event.connection, started: event.seq, ended: NONE, result: "unfinished" });
	},
	connected: connectEnded,
	refused: (event, building) => {
		connectEnded(event, building);
		end(callOf(event, building), event.seq, { how: "refused" });
	},
	closed: (event, building) => {
		if (event.data.why !== "reset") return;
		const call = callOf(event, building);
		end(call, event.seq, { how: call.request ? "reset" : "refused" });
	},
	sent: (event, building) => {
		const call = callOf(event, building);
		const direction = event.message.endsWith(">") ? "request" : "response";
		const asking = direction === "request";
		if (asking) {
			call.to = event.data.to;
			call.connection = event.connection;
		}
		const { to, size, summary, head, body } = event.data;
		const flight: MessageFlight = {
			message: event.message,
			call: event.call,
			exchange: event.exchange,
			attempt: event.attempt,
			connection: event.connection,
			direction,
			from: event.node,
			to,
			link: asking ? linkName(event.node, to) : linkName(to, event.node),
			sentAt: event.at,
			sentSeq: event.seq,
			size,
			summary,
			...(head === undefined ? {} : { head }),
			...(body === undefined ? {} : { body }),
		};
		call[direction] = flight;
		building.messages.push(flight);
	},
	delivered: (event, building) => {
		const flight = flightOf(event, building);
		if (!flight) return;
		flight.deliveredAt = event.at;
		flight.deliveredSeq = event.seq;
		if (flight.direction === "request") return;
		const call = callOf(event, building);
		end(call, event.seq, { how: "answered", status: statusOf(flight, call) });
	},
	lost: (event, building) => {
		const flight = flightOf(event, building);
		if (!flight) return;
		const { where, why, fault } = event.data;
		flight.lost = { at: event.at, seq: event.seq, where, why, ...(fault === undefined ? {} : { fault }) };
	},
	delayed: (event, building) => {
		const flight = flightOf(event, building);
		if (flight) flight.delayedByNs = event.data.by;
	},
	started: (event, building) => {
		callOf(event, building).started = event.seq;
	},
	committed: (event, building) => {
		callOf(event, building).commits.push(event);
	},
	replied: (event, building) => {
		const call = callOf(event, building);
		call.replied = event.seq;
		call.status = event.data.status;
	},
	"timed-out": (event, building) => {
		const call = callOf(event, building);
		end(call, event.seq, { how: call.request ? "timed-out" : "not-sent" });
	},
	settled: (event, building) => {
		const exchange = building.exchanges.get(event.exchange);
		if (exchange) exchange.settled = event;
		const { why, status } = event.data;
		const result: AttemptResult = why === "answered" ? { how: why, status: status ?? 0 } : { how: why };
		end(callOf(event, building), event.seq, result);
	},
	crashed: (event, building) => {
		building.lastCrash.set(event.node, event.seq);
	},
	restarted: () => {},
};

/** The start line is what the asking node saw; the answering node's event is the fallback. */
function statusOf(response: MessageFlight, call: CallLog): number {
	const written = Number.parseInt(response.summary, 10);
	return Number.isNaN(written) ? (call.status ?? 0) : written;
}
