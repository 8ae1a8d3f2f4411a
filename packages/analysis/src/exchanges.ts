import type {
	AttemptResult,
	CallId,
	LinkName,
	Nanoseconds,
	Outcome,
	RequestLine,
	Settled,
	Trace,
} from "@roundtrip/model";
import { linkName } from "@roundtrip/model";
import { type EffectCount, effectCounts, effectsWanted, timesApplied } from "./effects.ts";
import { type CallLog, callsOf, type ExchangeLog, type Reading, readingOf } from "./reading.ts";
import { isUnderWay } from "./under-way.ts";

/** One try of an exchange. */
export interface AttemptReport {
	/** From 1. */
	readonly attempt: number;
	readonly call: CallId;
	readonly begunAt: Nanoseconds;
	readonly begunSeq: number;
	/** How long the client had waited before it; 0 for the first. */
	readonly waitedNs: Nanoseconds;
	/** Absent while it waits. */
	readonly endedAt?: Nanoseconds;
	readonly endedSeq?: number;
	/** `waiting` where the run ended before the attempt did. */
	readonly result: AttemptResult | { readonly how: "waiting" };
	/** Over which it went, or tried to; absent where it got none. */
	readonly connection?: string;
	/** True where an earlier call had opened the connection. */
	readonly reused: boolean;
}

/** One thing that a client wanted: what it got, and what is true. */
export interface ExchangeReport {
	/** From 1. */
	readonly exchange: number;
	readonly client: string;
	readonly to: string;
	readonly link: LinkName;
	readonly request: RequestLine;
	readonly begunAt: Nanoseconds;
	readonly begunSeq: number;
	/** Absent where the run ended before the exchange did; so are why, status and latency. */
	readonly settledAt?: Nanoseconds;
	readonly settledSeq?: number;
	readonly why?: Settled["data"]["why"];
	/** Of the last answer, if there was one. */
	readonly status?: number;
	/** From begin to end, retries and waits included. */
	readonly latencyNs?: Nanoseconds;
	readonly outcome: Outcome;
	readonly effects: readonly EffectCount[];
	/** The commits, by sequence number. */
	readonly commitSeqs: readonly number[];
	/** True where something may still have been on its way or at work for it when the run ended. */
	readonly underWay: boolean;
	readonly attempts: readonly AttemptReport[];
	/** Begun between the client and its server, connecting included; also those that didn't come back. */
	readonly roundTrips: number;
	/** The events that began them. */
	readonly roundTripSeqs: readonly number[];
	/** Begun behind the server, connecting included. */
	readonly roundTripsBehind: number;
}

/** Every exchange of a run, by number. */
export function exchangesOf(trace: Trace): readonly ExchangeReport[] {
	return exchangesIn(readingOf(trace));
}

export function exchangesIn(reading: Reading): readonly ExchangeReport[] {
	const { scenario } = reading.trace.header;
	const wantedBy = new Map<string, ReadonlyMap<string, number>>();
	return reading.exchanges.map((exchange) => {
		const route = `${exchange.to} ${exchange.request}`;
		const wanted = wantedBy.get(route) ?? effectsWanted(scenario, exchange.to, exchange.request);
		wantedBy.set(route, wanted);
		return reportOf(exchange, wanted, reading);
	});
}

function reportOf(log: ExchangeLog, wanted: ReadonlyMap<string, number>, reading: Reading): ExchangeReport {
	const { exchange, client, to, request, settled } = log;
	const effects = effectCounts(log, wanted);
	const begunAt = reading.trace.at(log.begun);
	return {
		exchange,
		client,
		to,
		link: linkName(client, to),
		request,
		begunAt,
		begunSeq: log.begun,
		...(settled === undefined
			? {}
			: {
					settledAt: settled.at,
					settledSeq: settled.seq,
					why: settled.data.why,
					latencyNs: settled.at - begunAt,
					...(settled.data.status === undefined ? {} : { status: settled.data.status }),
				}),
		outcome: {
			belief: settled?.data.belief ?? "waiting",
			applied: timesApplied(effects),
			wantsEffect: effects.length > 0,
		},
		effects,
		underWay: isUnderWay(log, reading),
		attempts: log.attempts.map((call) => attemptOf(call, reading.trace)),
		...countsOf(log),
	};
}

function attemptOf(log: CallLog, trace: Trace): AttemptReport {
	const { call, attempt, begun, waitedNs, connection, end, connects } = log;
	return {
		attempt,
		call,
		begunAt: trace.at(begun),
		begunSeq: begun,
		waitedNs,
		...(end === undefined ? {} : { endedAt: trace.at(end.seq), endedSeq: end.seq }),
		result: end?.result ?? { how: "waiting" },
		...(connection === undefined ? {} : { connection }),
		reused: connection !== undefined && connects.every((each) => each.connection !== connection),
	};
}

type Counts = Pick<ExchangeReport, "commitSeqs" | "roundTrips" | "roundTripSeqs" | "roundTripsBehind">;

function countsOf(log: ExchangeLog): Counts {
	const roundTripSeqs: number[] = [];
	const commitSeqs: number[] = [];
	let roundTripsBehind = 0;
	for (const call of callsOf(log)) {
		commitSeqs.push(...call.commits.map(({ seq }) => seq));
		if (call.parent) {
			roundTripsBehind += call.connects.length + (call.request ? 1 : 0);
			continue;
		}
		for (const { started } of call.connects) roundTripSeqs.push(started);
		if (call.request) roundTripSeqs.push(call.request.sentSeq);
	}
	commitSeqs.sort((a, b) => a - b);
	return { commitSeqs, roundTrips: roundTripSeqs.length, roundTripSeqs, roundTripsBehind };
}
