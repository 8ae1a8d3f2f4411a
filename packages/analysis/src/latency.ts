import { asideOf, type Nanoseconds, type Trace } from "@roundtrip/model";
import type { MessageFlight } from "./flight.ts";
import { type ExchangeLatency, Split } from "./latency-split.ts";
import { type CallLog, type ExchangeLog, NONE, placedAt, type Reading } from "./reading/call-log.ts";
import { readingOf } from "./reading/reading.ts";

/** The latency of every exchange that ended within the run, by number. */
export function latenciesOf(trace: Trace): readonly ExchangeLatency[] {
	return latenciesIn(readingOf(trace));
}

export function latenciesIn(reading: Reading): readonly ExchangeLatency[] {
	return reading.exchanges.flatMap((exchange) => {
		const { settled } = exchange;
		return settled ? [latencyOf(exchange, settled.at, reading.trace)] : [];
	});
}

function latencyOf(exchange: ExchangeLog, settledAt: Nanoseconds, trace: Trace): ExchangeLatency {
	const begunAt = trace.at(exchange.begun);
	const split = new Split(trace, begunAt, settledAt);
	const { settled, attempts } = exchange;
	const last = attempts.find(({ call }) => call === settled?.call) ?? attempts.at(-1);
	const how = last?.end?.result.how;
	const isAnswered = how === "answered" || how === "left";
	for (const attempt of attempts) {
		if (attempt !== last && isBesideIt(attempt, exchange)) continue;
		split.untilEvent(attempt.begun, partBefore(attempt));
		if (isAnswered && endOfTry(attempt) === last) answered(attempt, split);
		else split.untilEvent(attempt.end?.seq, "lost");
	}
	split.until(settledAt, last?.end?.seq === last?.response?.deliveredSeq ? "self" : "stream");
	return {
		exchange: exchange.exchange,
		totalNs: settledAt - begunAt,
		parts: split.parts,
		segments: split.segments,
		downstream: split.downstream,
	};
}

/** Whether nobody waited for an attempt any more when another beside it had its answer. */
function isBesideIt({ end }: CallLog, { settled, attempts }: ExchangeLog): boolean {
	return attempts.some(({ isHedged }) => isHedged) && (end?.seq === settled?.seq || end?.result.how === "left");
}

/** What the time before an attempt went by with. */
function partBefore({ redirect, isRenewed, isHedged }: CallLog): "backoff" | "self" | "lost" {
	if (isHedged) return "lost";
	return redirect === undefined && !isRenewed ? "backoff" : "self";
}

/** The attempt that the redirects of this one led to; itself where there were none. */
function endOfTry(attempt: CallLog): CallLog {
	let last = attempt;
	while (last.followedBy !== undefined) last = last.followedBy;
	return last;
}

function answered(call: CallLog, split: Split): void {
	const { request, response } = call;
	for (const child of call.children) {
		if (asideOf(child.call) !== "sign-in") continue;
		split.untilEvent(child.begun, "self");
		downstream(child, split, undefined);
	}
	for (const { part, start, end } of settingOut(call)) {
		// What is over after the request had left was not waited for.
		if (request && start > request.sentSeq) continue;
		split.untilEvent(start, "self");
		split.untilEvent(request ? Math.min(end, request.sentSeq) : end, part);
	}
	split.untilEvent(request?.sentSeq, "self");
	split.untilEvent(request?.deliveredSeq, "network");
	split.untilEvent(call.started, "queue");
	for (const child of call.children) {
		if (asideOf(child.call) === "sign-in") continue;
		split.untilEvent(child.begun, "work");
		downstream(child, split, response);
	}
	split.untilEvent(response?.sentSeq, "work");
	split.untilEvent(response?.deliveredSeq, "network");
}

interface Stretch {
	readonly part: "connection" | "dns" | "connect" | "tls";
	readonly start: number;
	readonly end: number;
}

/** What a call did before its request left, in order, by sequence number. */
function settingOut(call: CallLog): readonly Stretch[] {
	const stretches: Stretch[] = [
		{ part: "connection", start: call.queuedForConnection, end: placedAt(call) },
		...call.resolves.map(({ started, ended }): Stretch => ({ part: "dns", start: started, end: ended })),
		...call.connects.flatMap(({ started, ended, secured }): readonly Stretch[] => [
			{ part: "connect", start: started, end: ended },
			{ part: "tls", start: ended, end: secured },
		]),
	];
	return stretches.filter(({ start, end }) => start !== NONE && end !== NONE).sort((a, b) => a.start - b.start);
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
		segments: split.segments,
		downstream: split.downstream,
	});
}
