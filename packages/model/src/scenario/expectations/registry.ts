import type { Descriptor } from "../descriptor.ts";
import { type AnswerWithinExpectation, answerWithin, type WrittenAnswerWithin } from "./answer-within.ts";
import { type AttemptsAtMostExpectation, attemptsAtMost } from "./attempts-at-most.ts";
import { type EffectsExpectation, effects } from "./effects.ts";
import { type OutcomeExpectation, outcome } from "./outcome.ts";
import { type RoundTripsAtMostExpectation, roundTripsAtMost } from "./round-trips-at-most.ts";

export type Expectation =
	| EffectsExpectation
	| OutcomeExpectation
	| AnswerWithinExpectation
	| AttemptsAtMostExpectation
	| RoundTripsAtMostExpectation;

export type WrittenExpectation = Exclude<Expectation, AnswerWithinExpectation> | WrittenAnswerWithin;

/** What a scenario can claim about its runs. */
export const expectationKinds: readonly Descriptor<Expectation>[] = [
	effects,
	outcome,
	answerWithin,
	attemptsAtMost,
	roundTripsAtMost,
];
