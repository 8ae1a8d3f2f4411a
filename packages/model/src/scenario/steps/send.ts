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
	/** How long a client of events waits before it comes back, as each event tells it. */
	readonly retry?: Nanoseconds | undefined;
}

export interface WrittenSend extends WrittenContent {
	readonly send: number;
	readonly every?: WrittenDuration | undefined;
	readonly retry?: WrittenDuration | undefined;
}

const defaults = { every: "0s" } as const;

export const send: Descriptor<SendStep, WrittenSend> = {
	name: "send",
	what: "Send so many items on the stream that the request has opened: the first one at once, the others spaced by `every`. Without content of its own an item repeats what the client has sent. With `retry` each event of Server-Sent Events says how long a client waits before it comes back after a break; it counts instead of the client's own backoff.",
	example: "{ send: 10, every: 1s, size: 200B }",
	defaults,
	schema: z
		.strictObject({
			send: countField(1, LIMITS.streamItems),
			every: durationField.prefault(defaults.every),
			retry: durationField.optional(),
			...contentFields,
		})
		.superRefine(checkContent),
};
