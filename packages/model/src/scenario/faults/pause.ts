import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField, nameField } from "../fields.ts";

/** A node stands still, and goes on as if nothing had been. */
export interface PauseFault {
	readonly pause: string;
	readonly at: Nanoseconds;
	readonly for: Nanoseconds;
}

export interface WrittenPause<Node extends string = string> {
	readonly pause: Node;
	readonly at: WrittenDuration;
	readonly for: WrittenDuration;
}

export const pause: Descriptor<PauseFault, WrittenPause> = {
	name: "pause",
	what: "A server, cache or database stands still, as in a garbage collection or when its machine swaps: its kernel goes on to accept connections and to acknowledge what comes, and nothing is read, worked on or answered. When it goes on, timers that were due fire first, then it reads what has come. It doesn't know that time has passed.",
	example: "{ pause: bank, at: 100ms, for: 500ms }",
	defaults: {},
	schema: z.strictObject({ pause: nameField, at: durationField, for: durationField }),
};
