import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField } from "../fields.ts";

/** Every exchange is answered ok within a time, from its begin to its end, retries included. */
export interface AnswerWithinExpectation {
	readonly "answer-within": Nanoseconds;
}

export interface WrittenAnswerWithin {
	readonly "answer-within": WrittenDuration;
}

export const answerWithin: Descriptor<AnswerWithinExpectation, WrittenAnswerWithin> = {
	name: "answer-within",
	what: "Every exchange ends with an answer that is ok, within the given time from its begin, retries included.",
	example: "{ answer-within: 300ms }",
	defaults: {},
	schema: z.strictObject({ "answer-within": durationField }),
};
