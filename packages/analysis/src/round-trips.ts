import type { CallId, LinkName, Nanoseconds, Scenario, Trace } from "@roundtrip/model";
import { linkName } from "@roundtrip/model";
import type { MessageFlight } from "./flight.ts";
import type { Mutable } from "./mutable.ts";
import { type CallLog, type ConnectLog, NONE, type Reading } from "./reading/call-log.ts";
import { readingOf } from "./reading/reading.ts";

/**
 * Why a round-trip was needed. `connect`: to open a connection. `request`: to ask a server and hear its answer.
 * `query`: to ask a database and hear its result. A retried request is a `request` of a later attempt.
 */
export type RoundTripReason = "connect" | "request" | "query";

export const ROUND_TRIP_REASONS: readonly RoundTripReason[] = ["connect", "request", "query"];

/**
 * How a round-trip ended. It came back: `answered`, or `refused` (nobody listens there, which is an answer too).
 * It did not: `request-lost`, `response-lost`, `gave-up` (whoever asked stopped waiting), `reset` (the connection
 * ended), `run-over` (the run ended first).
 */
export type RoundTripEnd = "answered" | "refused" | "request-lost" | "response-lost" | "gave-up" | "reset" | "run-over";

/** One there-and-back on a link, begun for a reason. */
export interface RoundTrip {
	readonly link: LinkName;
	readonly reason: RoundTripReason;
	readonly exchange: number;
	readonly attempt: number;
	readonly call: CallId;
	readonly connection: string;
	/** True on a link behind the server, false on the client's own. */
	readonly behind: boolean;
	readonly startAt: Nanoseconds;
	readonly startSeq: number;
	/** When it came back; absent where it didn't. */
	readonly endAt?: Nanoseconds;
	readonly endSeq?: number;
	readonly ended: RoundTripEnd;
	/**
	 * True where the exchange had to wait for it: it came back, and so did every call that it was made for.
	 * False in an attempt whose end the client's timeout or a crash decided, not the network.
	 */
	readonly critical: boolean;
}

/** Every round-trip of a run, call by call in the order of the calls' begin. */
export function roundTripsOf(trace: Trace): readonly RoundTrip[] {
	return roundTripsIn(readingOf(trace));
}

export function roundTripsIn(reading: Reading): readonly RoundTrip[] {
	const trips: RoundTrip[] = [];
	for (const call of reading.calls) {
		for (const connect of call.connects) trips.push(connecting(call, connect, reading.trace));
		if (call.request) trips.push(asking(call, call.request, reading.trace));
	}
	return trips;
}

function connecting(call: CallLog, connect: ConnectLog, trace: Trace): RoundTrip {
	const { connection, started, ended, result } = connect;
	if (ended === NONE) return tripOf(call, "connect", connection, started, undefined, endWithoutAnswer(call), trace);
	return tripOf(call, "connect", connection, started, ended, result === "refused" ? "refused" : "answered", trace);
}

function asking(call: CallLog, request: MessageFlight, trace: Trace): RoundTrip {
	const end = call.response?.deliveredSeq;
	const reason = isDatabase(call.to, trace.header.scenario) ? "query" : "request";
	const ended = end === undefined ? endWithoutAnswer(call) : "answered";
	return tripOf(call, reason, request.connection, request.sentSeq, end, ended, trace);
}

function tripOf(
	call: CallLog,
	reason: RoundTripReason,
	connection: string,
	startSeq: number,
	endSeq: number | undefined,
	ended: RoundTripEnd,
	trace: Trace,
): RoundTrip {
	const trip: Mutable<RoundTrip> = {
		link: linkName(call.from, call.to),
		reason,
		exchange: call.exchange,
		attempt: call.attempt,
		call: call.call,
		connection,
		behind: call.parent !== undefined,
		startAt: trace.at(startSeq),
		startSeq,
		ended,
		critical: endSeq !== undefined && cameBackToo(call),
	};
	if (endSeq !== undefined) {
		trip.endAt = trace.at(endSeq);
		trip.endSeq = endSeq;
	}
	return trip;
}

/** True where the call and all calls that it was made for ended with something that came back. */
function cameBackToo(call: CallLog): boolean {
	for (let each: CallLog | undefined = call; each; each = each.parent) {
		const how = each.end?.result.how;
		if (how !== "answered" && how !== "refused") return false;
	}
	return true;
}

/** A loss is named before the giving up that follows from it: it is the reason. */
function endWithoutAnswer(call: CallLog): RoundTripEnd {
	if (call.request?.lost) return "request-lost";
	if (call.response?.lost && call.response.lost.why !== "closed") return "response-lost";
	const how = call.end?.result.how;
	if (how === "timed-out" || how === "not-sent") return "gave-up";
	if (how === "reset") return "reset";
	return how === "refused" ? "refused" : "run-over";
}

function isDatabase(node: string, scenario: Scenario): boolean {
	return scenario.nodes[node]?.is === "database";
}
