import type { Descriptor } from "../descriptor.ts";
import { type AcknowledgedExpectation, acknowledged } from "./acknowledged.ts";
import { type AnswerWithinExpectation, answerWithin, type WrittenAnswerWithin } from "./answer-within.ts";
import { type AttemptsAtMostExpectation, attemptsAtMost } from "./attempts-at-most.ts";
import { type AvailabilityExpectation, availability, type WrittenAvailability } from "./availability.ts";
import { type ConservedExpectation, conserved } from "./conserved.ts";
import { type EffectsExpectation, effects } from "./effects.ts";
import { type FailedExpectation, failed } from "./failed.ts";
import { type MonotonicReadsExpectation, monotonicReads } from "./monotonic-reads.ts";
import { type OutcomeExpectation, outcome } from "./outcome.ts";
import { type ReadYourWritesExpectation, readYourWrites } from "./read-your-writes.ts";
import { type RetriesAtMostExpectation, retriesAtMost } from "./retries-at-most.ts";
import { type RoundTripsAtMostExpectation, roundTripsAtMost } from "./round-trips-at-most.ts";

export type Expectation =
	| EffectsExpectation
	| AcknowledgedExpectation
	| FailedExpectation
	| ConservedExpectation
	| ReadYourWritesExpectation
	| MonotonicReadsExpectation
	| OutcomeExpectation
	| AvailabilityExpectation
	| AnswerWithinExpectation
	| AttemptsAtMostExpectation
	| RetriesAtMostExpectation
	| RoundTripsAtMostExpectation;

export type WrittenExpectation =
	| Exclude<Expectation, AnswerWithinExpectation | AvailabilityExpectation>
	| WrittenAnswerWithin
	| WrittenAvailability;

/** What a scenario can claim about its runs. */
export const expectationKinds: readonly Descriptor<Expectation>[] = [
	effects,
	acknowledged,
	failed,
	conserved,
	readYourWrites,
	monotonicReads,
	outcome,
	availability,
	answerWithin,
	attemptsAtMost,
	retriesAtMost,
	roundTripsAtMost,
];
