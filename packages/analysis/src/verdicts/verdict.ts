import type { Expectation, Trace } from "@roundtrip/model";
import type { ExchangeReport } from "../exchange-report.ts";

/** What became of one expectation, with the events that prove it. */
export interface Verdict extends Finding {
	readonly expectation: Expectation;
	/** The expectation in words: `every effect is made lasting exactly once`. */
	readonly text: string;
}

export interface Finding {
	/** `unknown` where this run can't decide it. */
	readonly verdict: "pass" | "fail" | "unknown";
	/** Why, in a sentence. */
	readonly because: string;
	/** Sequence numbers of events that prove it, in order; the first hundred exchanges' where there are more. */
	readonly events: readonly number[];
	/** The exchanges that decided it, by number: all that failed, or all that are unknown, or all that passed. */
	readonly exchanges: readonly number[];
}

/** What a verdict may look at. */
export interface Evidence {
	readonly trace: Trace;
	readonly exchanges: readonly ExchangeReport[];
}

/** One kind of expectation: how it reads in words, and how it is decided. */
export interface VerdictKind<Kind extends Expectation> {
	text(expectation: Kind): string;
	judge(expectation: Kind, evidence: Evidence): Finding;
}
