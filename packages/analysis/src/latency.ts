import type { CallId, Nanoseconds, Trace } from "@roundtrip/model";
import type { MessageFlight } from "./flight.ts";
import { type CallLog, type ExchangeLog, NONE, type Reading, readTrace } from "./reading.ts";

/**
 * Where the time of an exchange or of a call goes. Each instant belongs to exactly one part.
 *
 * - `lost`: in attempts that came to nothing, from the begin of each to its end. All attempts but the last,
 *   and the last too where it got no answer.
 * - `backoff`: between attempts.
 * - `connection`: waiting for a connection to be free.
 * - `connect`: opening a connection.
 * - `network`: both messages of the call on their link: sending, propagation, and what a fault held up.
 * - `queue`: from the request's arrival until a worker took it.
 * - `work`: a worker busy with it, without the time it waited for others, until the response began to leave.
 * - `downstream`: the calls that were made to answer it, each with a split of its own.
 * - `self`: in the asking node itself, between the moments above; 0 in a simulated world.
 */
export type LatencyPart = (typeof LATENCY_PARTS)[number];

export const LATENCY_PARTS = [
	"lost",
	"backoff",
	"connection",
	"connect",
	"network",
	"queue",
	"work",
	"downstream",
	"self",
] as const;

export type LatencyParts = Readonly<Record<LatencyPart, Nanoseconds>>;

/** The time of one call behind the server; its parts add up to its total. */
export interface CallLatency {
	readonly call: CallId;
	readonly to: string;
	readonly totalNs: Nanoseconds;
	readonly parts: LatencyParts;
	readonly downstream: readonly CallLatency[];
}

/** The time of one exchange from begin to end; its parts add up to its total. */
export interface ExchangeLatency {
	readonly exchange: number;
	readonly totalNs: Nanoseconds;
	readonly parts: LatencyParts;
	/** The calls that its answered attempt waited for; their totals add up to the part `downstream`. */
	readonly downstream: readonly CallLatency[];
}

/** The latency of every exchange that ended within the run, by number. */
export function latenciesOf(trace: Trace): readonly ExchangeLatency[] {
	return latenciesIn(readTrace(trace));
}

export function latenciesIn(reading: Reading): readonly ExchangeLatency[] {
	return reading.exchanges.flatMap((exchange) => {
		const { settled } = exchange;
		return settled ? [latencyOf(exchange, settled.at, reading.trace)] : [];
	});
}

/** A hand that moves forward in time and books each stretch it passes to one part. */
class Split {
	readonly parts: Record<LatencyPart, Nanoseconds> = {
		lost: 0,
		backoff: 0,
		connection: 0,
		connect: 0,
		network: 0,
		queue: 0,
		work: 0,
		downstream: 0,
		self: 0,
	};
	readonly downstream: CallLatency[] = [];
	readonly trace: Trace;
	readonly endNs: Nanoseconds;
	nowNs: Nanoseconds;

	constructor(trace: Trace, startNs: Nanoseconds, endNs: Nanoseconds) {
		this.trace = trace;
		this.nowNs = startNs;
		this.endNs = Math.max(startNs, endNs);
	}

	/** Never backwards and never past the end, so that the parts add up whatever the trace says. */
	until(timeNs: Nanoseconds, part: LatencyPart): void {
		const to = Math.min(Math.max(timeNs, this.nowNs), this.endNs);
		this.parts[part] += to - this.nowNs;
		this.nowNs = to;
	}

	/** Up to an event, where there is one. */
	untilEvent(seq: number | undefined, part: LatencyPart): void {
		if (seq !== undefined && seq !== NONE) this.until(this.trace.at(seq), part);
	}
}

function latencyOf(exchange: ExchangeLog, settledAt: Nanoseconds, trace: Trace): ExchangeLatency {
	const begunAt = trace.at(exchange.begun);
	const split = new Split(trace, begunAt, settledAt);
	const last = exchange.attempts.at(-1);
	for (const attempt of exchange.attempts) {
		split.untilEvent(attempt.begun, "backoff");
		if (attempt === last && attempt.end?.result.how === "answered") answered(attempt, split);
		else split.untilEvent(attempt.end?.seq, "lost");
	}
	split.until(settledAt, "self");
	return {
		exchange: exchange.exchange,
		totalNs: settledAt - begunAt,
		parts: split.parts,
		downstream: split.downstream,
	};
}

function answered(call: CallLog, split: Split): void {
	const { request, response } = call;
	if (call.queuedForConnection !== NONE) {
		split.untilEvent(call.queuedForConnection, "self");
		split.untilEvent(call.connects[0]?.started ?? request?.sentSeq, "connection");
	}
	for (const connect of call.connects) {
		split.untilEvent(connect.started, "self");
		split.untilEvent(connect.ended, "connect");
	}
	split.untilEvent(request?.sentSeq, "self");
	split.untilEvent(request?.deliveredSeq, "network");
	split.untilEvent(call.started, "queue");
	for (const child of call.children) {
		split.untilEvent(child.begun, "work");
		downstream(child, split, response);
	}
	split.untilEvent(response?.sentSeq, "work");
	split.untilEvent(response?.deliveredSeq, "network");
}

/** Books a call behind: until its end, or until the answer left without waiting for it. */
function downstream(call: CallLog, outer: Split, response: MessageFlight | undefined): void {
	const { trace } = outer;
	const startNs = outer.nowNs;
	const end = call.end?.seq ?? response?.sentSeq;
	outer.untilEvent(end, "downstream");
	const split = new Split(trace, startNs, outer.nowNs);
	if (call.end?.result.how === "answered") {
		answered(call, split);
		split.until(outer.nowNs, "self");
	} else split.until(outer.nowNs, "lost");
	outer.downstream.push({
		call: call.call,
		to: call.to,
		totalNs: outer.nowNs - startNs,
		parts: split.parts,
		downstream: split.downstream,
	});
}
