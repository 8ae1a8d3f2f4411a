import { asideOf, linkName, type Trace } from "@roundtrip/model";
import type { Mutable } from "../mutable.ts";
import type { CallLog, Reading } from "../reading/call-log.ts";
import { readingOf } from "../reading/reading.ts";
import { type Draft, draftsOf, rttOf } from "./drafts.ts";
import type { RoundTrip } from "./round-trip.ts";

/** Every round-trip of a run, call by call in the order of the calls' begin. */
export function roundTripsOf(trace: Trace): readonly RoundTrip[] {
	return roundTripsIn(readingOf(trace));
}

export function roundTripsIn(reading: Reading): readonly RoundTrip[] {
	const trips: RoundTrip[] = [];
	for (const call of reading.calls) {
		for (const draft of draftsOf(call, reading)) trips.push(tripOf(call, draft, reading.trace));
	}
	return trips;
}

function tripOf(call: CallLog, draft: Draft, trace: Trace): RoundTrip {
	const { reason, window, count, connection, start, end, isEstimate, ended } = draft;
	const link = linkName(call.from, call.to);
	const trip: Mutable<RoundTrip> = {
		link,
		reason,
		count,
		exchange: call.exchange,
		attempt: call.attempt,
		call: call.call,
		behind: isBehind(call),
		startAt: trace.at(start),
		startSeq: start,
		isEstimate,
		ended,
		critical: (end !== undefined || isEstimate) && count > 0 && cameBackToo(call),
	};
	if (window !== undefined) trip.window = window;
	if (connection !== undefined) trip.connection = connection;
	if (isEstimate) trip.timeNs = count * rttOf(trace.header.scenario, link);
	if (end !== undefined) {
		trip.endAt = trace.at(end);
		trip.endSeq = end;
		trip.timeNs = trip.endAt - trip.startAt;
	}
	return trip;
}

/** True for calls that a server makes; a client signs in by itself. */
export function isBehind(call: CallLog): boolean {
	return call.parent !== undefined && asideOf(call.call) !== "sign-in";
}

/** True where the call, those that its redirects led to and all calls that it was made for ended with something that came back. */
function cameBackToo(call: CallLog): boolean {
	for (let each: CallLog | undefined = call; each; each = each.followedBy ?? each.parent) {
		const how = each.end?.result.how;
		if (how !== "answered" && how !== "refused") return false;
	}
	return true;
}
