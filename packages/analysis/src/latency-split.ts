import type { CallId, Nanoseconds, Trace } from "@roundtrip/model";
import { NONE } from "./reading/call-log.ts";

/**
 * Where the time of an exchange or of a call goes. Each instant belongs to exactly one part.
 *
 * - `lost`: in attempts that came to nothing, from the begin of each to its end. All attempts but the last and those
 *   whose redirects led to it: these have the parts below, so that to be sent on is time on the network. And the last
 *   with its redirects too, where it got no answer.
 * - `backoff`: between attempts.
 * - `connection`: waiting for a connection to be free, or for the one that another call opens.
 * - `dns`: asking for the server's address.
 * - `connect`: opening a connection.
 * - `tls`: agreeing on its keys.
 * - `network`: both messages of the call on their link: sending, propagation, and what a fault held up.
 * - `queue`: from the request's arrival until a worker took it.
 * - `work`: a worker busy with it, without the time it waited for others, until the response began to leave.
 * - `downstream`: the calls that were made to answer it, each with a split of its own.
 * - `stream`: in a stream that was open: from its beginning's arrival until it was over for its client.
 * - `self`: in the asking node itself, between the moments above; 0 in a simulated world.
 */
export type LatencyPart = (typeof LATENCY_PARTS)[number];

export const LATENCY_PARTS = [
	"lost",
	"backoff",
	"connection",
	"dns",
	"connect",
	"tls",
	"network",
	"queue",
	"work",
	"downstream",
	"stream",
	"self",
] as const;

/** The parts in words, to follow `time`: `time on the network`. */
export const LATENCY_PART_NAMES: Readonly<Record<LatencyPart, string>> = {
	lost: "in attempts that came to nothing",
	backoff: "between attempts",
	connection: "waiting for a connection",
	dns: "asking for the address",
	connect: "opening a connection",
	tls: "agreeing on keys",
	network: "on the network",
	queue: "waiting for a worker",
	work: "at work",
	downstream: "asking others",
	stream: "in an open stream",
	self: "in the client itself",
};

export type LatencyParts = Readonly<Record<LatencyPart, Nanoseconds>>;

/** One stretch of time that belongs to one part. */
export interface LatencySegment {
	readonly part: LatencyPart;
	readonly startAt: Nanoseconds;
	readonly endAt: Nanoseconds;
}

/** The time of one call behind the server; its parts add up to its total. */
export interface CallLatency {
	readonly call: CallId;
	readonly to: string;
	readonly totalNs: Nanoseconds;
	readonly parts: LatencyParts;
	/** Stretches that took any time, in order, end to end. */
	readonly segments: readonly LatencySegment[];
	readonly downstream: readonly CallLatency[];
}

/** The time of one exchange from begin to end; its parts add up to its total. */
export interface ExchangeLatency {
	readonly exchange: number;
	readonly totalNs: Nanoseconds;
	readonly parts: LatencyParts;
	/** Stretches that took any time, in order, end to end: a waterfall. */
	readonly segments: readonly LatencySegment[];
	/** The calls that its answered attempt waited for, and those whose redirects led to it; their totals add up to the part `downstream`. */
	readonly downstream: readonly CallLatency[];
}

/** A hand that moves forward in time and books each stretch it passes to one part. */
export class Split {
	readonly parts: Record<LatencyPart, Nanoseconds> = {
		lost: 0,
		backoff: 0,
		connection: 0,
		dns: 0,
		connect: 0,
		tls: 0,
		network: 0,
		queue: 0,
		work: 0,
		downstream: 0,
		stream: 0,
		self: 0,
	};
	readonly segments: LatencySegment[] = [];
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
		if (to === this.nowNs) return;
		this.parts[part] += to - this.nowNs;
		this.segments.push({ part, startAt: this.nowNs, endAt: to });
		this.nowNs = to;
	}

	/** Up to an event, where there is one. */
	untilEvent(seq: number | undefined, part: LatencyPart): void {
		if (seq !== undefined && seq !== NONE) this.until(this.trace.at(seq), part);
	}
}
