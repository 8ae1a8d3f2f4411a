import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, durationField, nameField } from "../fields.ts";

/** A node takes so many times as long for its work. */
export interface SlowFault {
	readonly slow: string;
	readonly at: Nanoseconds;
	/** When it is as quick as before; without it, never. */
	readonly until?: Nanoseconds | undefined;
	readonly times: number;
}

export interface WrittenSlow<Node extends string = string> {
	readonly slow: Node;
	readonly at: WrittenDuration;
	readonly until?: WrittenDuration | undefined;
	readonly times?: number | undefined;
}

const MOST_TIMES = 1_000;

const defaults = { times: 10 } as const;

export const slow: Descriptor<SlowFault, WrittenSlow> = {
	name: "slow",
	what: "A server or database is slow: what it begins in that time, steps of work and statements, takes so many `times` as long. Waiting, and the way of messages, take what they take.",
	example: "{ slow: bank, at: 1s, until: 5s, times: 10 }",
	defaults,
	schema: z
		.strictObject({
			slow: nameField,
			at: durationField,
			until: durationField.optional(),
			times: countField(2, MOST_TIMES).prefault(defaults.times),
		})
		.check((context) => {
			const { at, until } = context.value;
			if (until === undefined || until > at) return;
			const message = "`until` must be later than `at`";
			context.issues.push({ code: "custom", input: context.value, message, path: ["until"] });
		}),
};
