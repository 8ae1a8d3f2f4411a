import type { Bytes, Nanoseconds, Trace } from "@roundtrip/model";
import { type Distribution, distributionOf } from "./distribution.ts";
import type { ExchangeReport } from "./exchange-report.ts";
import type { MessageFlight } from "./flight.ts";
import type { OutcomeTable } from "./outcomes.ts";
import { ROUND_TRIP_REASONS, type RoundTripReason } from "./round-trips/reason.ts";
import type { RoundTrip } from "./round-trips/round-trip.ts";

/** A run in figures. */
export interface Summary {
	readonly exchanges: number;
	/** Ended within the run. */
	readonly settled: number;
	readonly attempts: number;
	readonly messages: MessageCounts;
	readonly roundTrips: RoundTripCounts;
	/** Of exchanges that ended within the run, in ns; absent where none did. */
	readonly latency?: Distribution;
	/** From the begin of the run to its last event. */
	readonly durationNs: Nanoseconds;
	readonly events: number;
	readonly outcomes: OutcomeTable;
}

export interface MessageCounts {
	readonly sent: number;
	readonly delivered: number;
	readonly lost: number;
	/** Still under way when the run ended. */
	readonly flying: number;
	/** All bytes that were sent, lost ones included. */
	readonly bytes: Bytes;
}

export interface RoundTripCounts {
	/** Without those of the queue, which are others' and counted there. */
	readonly total: number;
	/** Between clients and their servers. */
	readonly front: number;
	/** On links behind the servers. */
	readonly behind: number;
	readonly byReason: Readonly<Record<RoundTripReason, number>>;
}

/** What a summary is made from. */
export interface SummarySource {
	readonly trace: Trace;
	readonly exchanges: readonly ExchangeReport[];
	readonly messages: readonly MessageFlight[];
	readonly roundTrips: readonly RoundTrip[];
	readonly outcomes: OutcomeTable;
}

export function summaryIn(source: SummarySource): Summary {
	const { trace, exchanges, messages, roundTrips, outcomes } = source;
	const latency = distributionOf(exchanges.flatMap(({ latencyNs }) => (latencyNs === undefined ? [] : [latencyNs])));
	return {
		exchanges: exchanges.length,
		settled: latency?.count ?? 0,
		attempts: exchanges.reduce((sum, { attempts }) => sum + attempts.length, 0),
		messages: messageCounts(messages),
		roundTrips: roundTripCounts(roundTrips),
		...(latency === undefined ? {} : { latency }),
		durationNs: trace.length === 0 ? 0 : trace.at(trace.length - 1),
		events: trace.length,
		outcomes,
	};
}

function messageCounts(messages: readonly MessageFlight[]): MessageCounts {
	let delivered = 0;
	let lost = 0;
	let bytes = 0;
	for (const message of messages) {
		if (message.deliveredSeq !== undefined) delivered += 1;
		else if (message.lost) lost += 1;
		bytes += message.size;
	}
	return { sent: messages.length, delivered, lost, flying: messages.length - delivered - lost, bytes };
}

function roundTripCounts(roundTrips: readonly RoundTrip[]): RoundTripCounts {
	// The compiler can't see that the keys are all reasons.
	const byReason = Object.fromEntries(ROUND_TRIP_REASONS.map((reason) => [reason, 0])) as Record<
		RoundTripReason,
		number
	>;
	let total = 0;
	let behind = 0;
	for (const { reason, count, behind: isBehind } of roundTrips) {
		byReason[reason] += count;
		if (reason === "queue") continue;
		total += count;
		if (isBehind) behind += count;
	}
	return { total, front: total - behind, behind, byReason };
}
