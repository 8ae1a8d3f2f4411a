import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField } from "../fields.ts";
import {
	type MessageMatch,
	matchFields,
	messageField,
	oneWayOfMatching,
	type WrittenMatch,
	type WrittenMessage,
} from "./message-match.ts";

/** A message that arrives later than it would have. */
export interface DelayFault extends MessageMatch {
	readonly delay: string;
	readonly by: Nanoseconds;
}

export interface WrittenDelay<Link extends string = string> extends WrittenMatch<Link> {
	readonly delay: WrittenMessage;
	readonly by: WrittenDuration;
}

export const delay: Descriptor<DelayFault, WrittenDelay> = {
	name: "delay",
	what: "A message is held up on its way, and arrives late by the given time.",
	example: "{ delay: response, on: phone -> bank, nth: 1, by: 2s }",
	defaults: { nth: 1 },
	schema: z
		.strictObject({
			delay: messageField,
			by: durationField,
			...matchFields,
		})
		.check(oneWayOfMatching((fault) => fault.delay)),
};
