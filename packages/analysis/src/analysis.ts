import type { Trace } from "@roundtrip/model";
import { criticalPathOf } from "./critical-path/critical-path.ts";
import type { CriticalPath } from "./critical-path/step.ts";
import type { ExchangeReport } from "./exchange-report.ts";
import { exchangesIn } from "./exchanges.ts";
import type { MessageFlight } from "./flight.ts";
import { latenciesIn } from "./latency.ts";
import type { ExchangeLatency } from "./latency-split.ts";
import { type OutcomeTable, outcomesIn } from "./outcomes.ts";
import type { Reading } from "./reading/call-log.ts";
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
	return new LazyAnalysis(trace);
}

class LazyAnalysis implements Analysis {
	readonly trace: Trace;
	#reading: Reading | undefined;
	#exchanges: readonly ExchangeReport[] | undefined;
	#roundTrips: readonly RoundTrip[] | undefined;
	#latencies: readonly ExchangeLatency[] | undefined;
	#criticalPath: { readonly value: CriticalPath | undefined } | undefined;
	#outcomes: OutcomeTable | undefined;
	#verdicts: readonly Verdict[] | undefined;
	#summary: Summary | undefined;

	constructor(trace: Trace) {
		this.trace = trace;
	}

	get messages(): readonly MessageFlight[] {
		return this.#read.messages;
	}

	get exchanges(): readonly ExchangeReport[] {
		this.#exchanges ??= exchangesIn(this.#read);
		return this.#exchanges;
	}

	get roundTrips(): readonly RoundTrip[] {
		this.#roundTrips ??= roundTripsIn(this.#read);
		return this.#roundTrips;
	}

	get latencies(): readonly ExchangeLatency[] {
		this.#latencies ??= latenciesIn(this.#read);
		return this.#latencies;
	}

	get criticalPath(): CriticalPath | undefined {
		this.#criticalPath ??= { value: criticalPathOf(this) };
		return this.#criticalPath.value;
	}

	get outcomes(): OutcomeTable {
		this.#outcomes ??= outcomesIn(this.exchanges);
		return this.#outcomes;
	}

	get verdicts(): readonly Verdict[] {
		this.#verdicts ??= verdictsIn(this);
		return this.#verdicts;
	}

	get summary(): Summary {
		this.#summary ??= summaryIn(this);
		return this.#summary;
	}

	get #read(): Reading {
		this.#reading ??= readingOf(this.trace);
		return this.#reading;
	}
}

/** A run in figures. */
export function summaryOf(trace: Trace): Summary {
	return analyse(trace).summary;
}

/** One verdict for each expectation of the trace's scenario, in the scenario's order. */
export function verdictsOf(trace: Trace): readonly Verdict[] {
	return analyse(trace).verdicts;
}
