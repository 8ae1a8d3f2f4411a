import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import { type ContentSpec, checkContent, contentFields, type WrittenContent } from "../content.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, durationField } from "../fields.ts";
import { LIMITS } from "../limits.ts";

/** Send items on the stream that the request has opened. */
export interface SendStep extends ContentSpec {
	readonly send: number;
	/** The first one at once, the others so long after the one before. */
	readonly every: Nanoseconds;
}

export interface WrittenSend extends WrittenContent {
	readonly send: number;
	readonly every?: WrittenDuration | undefined;
}

const defaults = { every: "0s" } as const;

export const send: Descriptor<SendStep, WrittenSend> = {
	name: "send",
	what: "Send so many items on the stream that the request has opened: the first one at once, the others spaced by `every`. Without content of its own an item repeats what the client has sent.",
	example: "{ send: 10, every: 1s, size: 200B }",
	defaults,
	schema: z
		.strictObject({
			send: countField(1, LIMITS.streamItems),
			every: durationField.prefault(defaults.every),
			...contentFields,
		})
		.superRefine(checkContent),
};
