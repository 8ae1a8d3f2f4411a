import type { Expectation } from "@roundtrip/model";
import { acknowledged } from "./acknowledged.ts";
import { answerWithin } from "./answer-within.ts";
import { attemptsAtMost } from "./attempts-at-most.ts";
import { availability } from "./availability.ts";
import { conserved } from "./conserved.ts";
import { effects } from "./effects.ts";
import { failed } from "./failed.ts";
import { monotonicReads } from "./monotonic-reads.ts";
import { outcome } from "./outcome.ts";
import { readYourWrites } from "./read-your-writes.ts";
import { retriesAtMost } from "./retries-at-most.ts";
import { roundTripsAtMost } from "./round-trips-at-most.ts";
import type { Evidence, Verdict, VerdictKind } from "./verdict.ts";

type NameOf<Kind extends Expectation> = Kind extends Expectation ? keyof Kind & string : never;
type ExpectationNamed<Name extends string> = Extract<Expectation, { readonly [Key in Name]: unknown }>;

/** How each expectation of the grammar is decided: one without a verdict is a type error here. */
const verdictKinds: { readonly [Name in NameOf<Expectation>]: VerdictKind<ExpectationNamed<Name>> } = {
	effects,
	acknowledged,
	failed,
	conserved,
	"read-your-writes": readYourWrites,
	"monotonic-reads": monotonicReads,
	outcome,
	availability,
	"answer-within": answerWithin,
	"attempts-at-most": attemptsAtMost,
	"retries-at-most": retriesAtMost,
	"round-trips-at-most": roundTripsAtMost,
};

/** An expectation is known by its key. */
function kindOf(expectation: Expectation): VerdictKind<Expectation> {
	const name = Object.keys(verdictKinds).find((each) => each in expectation);
	if (name === undefined) throw new TypeError(`no verdict for ${Object.keys(expectation).join(", ")}`);
	// The key that was found is the one that the table gives this expectation's kind for.
	return verdictKinds[name as NameOf<Expectation>];
}

/** The expectation in words. */
export function expectationText(expectation: Expectation): string {
	return kindOf(expectation).text(expectation);
}

export function verdictsIn(evidence: Evidence): readonly Verdict[] {
	return evidence.trace.header.scenario.expect.map((expectation) => {
		const kind = kindOf(expectation);
		const { verdict, because, events, exchanges } = kind.judge(expectation, evidence);
		return { expectation, text: kind.text(expectation), verdict, because, events, exchanges };
	});
}
