import type { Trace } from "@roundtrip/model";
import { criticalPathOf } from "./critical-path/critical-path.ts";
import type { CriticalPath } from "./critical-path/step.ts";
import type { ExchangeReport } from "./exchange-report.ts";
import { exchangesIn } from "./exchanges.ts";
import type { MessageFlight } from "./flight.ts";
import { latenciesIn } from "./latency.ts";
import type { ExchangeLatency } from "./latency-split.ts";
import { type OutcomeTable, outcomesIn } from "./outcomes.ts";
import { readingOf } from "./reading/reading.ts";
import type { RoundTrip } from "./round-trips/round-trip.ts";
import { roundTripsIn } from "./round-trips/round-trips.ts";
import { type Summary, summaryIn } from "./summary.ts";
import { verdictsIn } from "./verdicts/registry.ts";
import type { Verdict } from "./verdicts/verdict.ts";

/** Everything that can be said of one trace, each part computed when it is first asked for, and once. */
export interface Analysis {
	readonly trace: Trace;
	readonly messages: readonly MessageFlight[];
	readonly exchanges: readonly ExchangeReport[];
	readonly roundTrips: readonly RoundTrip[];
	readonly latencies: readonly ExchangeLatency[];
	/** Of the whole run; undefined where no exchange ended within it. */
	readonly criticalPath: CriticalPath | undefined;
	readonly outcomes: OutcomeTable;
	readonly verdicts: readonly Verdict[];
	readonly summary: Summary;
}

/** Reads a trace once and answers from that; use it where more than one of the single functions is needed. */
export function analyse(trace: Trace): Analysis {
	const reading = once(() => readingOf(trace));
	const exchanges = once(() => exchangesIn(reading()));
	const roundTrips = once(() => roundTripsIn(reading()));
	const latencies = once(() => latenciesIn(reading()));
	const criticalPath = once(() => criticalPathOf(analysis));
	const outcomes = once(() => outcomesIn(exchanges()));
	const verdicts = once(() => verdictsIn(analysis));
	const summary = once(() => summaryIn(analysis));
	const analysis: Analysis = {
		trace,
		get messages() {
			return reading().messages;
		},
		get exchanges() {
			return exchanges();
		},
		get roundTrips() {
			return roundTrips();
		},
		get latencies() {
			return latencies();
		},
		get criticalPath() {
			return criticalPath();
		},
		get outcomes() {
			return outcomes();
		},
		get verdicts() {
			return verdicts();
		},
		get summary() {
			return summary();
		},
	};
	return analysis;
}

function once<Value>(compute: () => Value): () => Value {
	let kept: { readonly value: Value } | undefined;
	return () => {
		kept ??= { value: compute() };
		return kept.value;
	};
}

/** A run in figures. */
export function summaryOf(trace: Trace): Summary {
	return analyse(trace).summary;
}

/** One verdict for each expectation of the trace's scenario, in the scenario's order. */
export function verdictsOf(trace: Trace): readonly Verdict[] {
	return analyse(trace).verdicts;
}
