import type { MessageFlight } from "@roundtrip/analysis";
import type { Nanoseconds, Scenario } from "@roundtrip/model";
import type { Run } from "../../lab/run.ts";
import { createIntervalIndex, type IntervalIndex } from "../time/interval-index.ts";
import { type Handshake, handshakesOf } from "./handshake.ts";
import { createNodeNotes, type NodeNotes } from "./node-note.ts";
import { type BeliefCounter, createBeliefCounter } from "./settled-counts.ts";
import { createWaitingBook, type WaitingBook } from "./waiting.ts";

/** What the stage looks up of a run at each frame, made once a run. */
export interface RunIndex {
	readonly run: Run;
	readonly scenario: Scenario;
	readonly flights: readonly MessageFlight[];
	/** By the time that each message is to be seen, the cross that a lost one leaves included. */
	readonly flightTimes: IntervalIndex;
	readonly handshakes: readonly Handshake[];
	readonly handshakeTimes: IntervalIndex;
	/** By events: the streams of the run that are open at one. */
	readonly streamSeqs: IntervalIndex;
	readonly beliefs: BeliefCounter;
	readonly notes: NodeNotes;
	readonly waitingBook: WaitingBook;
	/** How long the trace of something that is over can be seen, in virtual time. */
	readonly lingerNs: Nanoseconds;
	/** When messages that never arrived nor died are drawn to arrive. */
	readonly unfinishedUntilNs: Nanoseconds;
}

/** The share of a run for which a cross or a note stays; it fades with the run's time, not with the clock on the wall. */
const LINGER_SHARE = 0.06;
const LINGER_ROUND_TRIPS = 1.5;

export function indexRun(run: Run): RunIndex {
	const { scenario } = run.trace.header;
	const longestRtt = Math.max(0, ...Object.values(scenario.links).map(({ rtt }) => rtt));
	const lingerNs = Math.max(
		1,
		run.durationNs * LINGER_SHARE,
		Math.min(longestRtt * LINGER_ROUND_TRIPS, run.durationNs / 4),
	);
	const unfinishedUntilNs = run.durationNs + Math.max(1, longestRtt / 2);
	const flights = run.messages;
	const handshakes = handshakesOf(run.roundTrips, scenario);
	return {
		run,
		scenario,
		flights,
		flightTimes: createIntervalIndex(
			flights.length,
			(at) => flights[at]?.sentAt ?? 0,
			(at) => lastSeen(flights[at], lingerNs, unfinishedUntilNs),
		),
		handshakes,
		handshakeTimes: createIntervalIndex(
			handshakes.length,
			(at) => handshakes[at]?.startAt ?? 0,
			(at) => (handshakes[at]?.endAt ?? 0) + (handshakes[at]?.ended === "unanswered" ? lingerNs : 0),
		),
		streamSeqs: createIntervalIndex(
			run.streams.length,
			(at) => run.streams[at]?.fromSeq ?? 0,
			// It is over with its last event.
			(at) => (run.streams[at]?.toSeq ?? 0) - 1,
		),
		beliefs: createBeliefCounter(run.exchanges),
		notes: createNodeNotes(run.trace),
		waitingBook: createWaitingBook(run.exchanges, scenario),
		lingerNs,
		unfinishedUntilNs,
	};
}

function lastSeen(
	flight: MessageFlight | undefined,
	lingerNs: Nanoseconds,
	unfinishedUntilNs: Nanoseconds,
): Nanoseconds {
	if (flight === undefined) return 0;
	return flight.lost ? flight.lost.at + lingerNs : (flight.deliveredAt ?? unfinishedUntilNs);
}
