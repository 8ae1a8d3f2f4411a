import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, durationField, flagField, nameField } from "../fields.ts";

/** Hold the request until something is published on a channel. */
export interface WaitStep {
	readonly wait: string;
	readonly "at-most": Nanoseconds;
	/** What was published before counts as well. */
	readonly ever: boolean;
	/** The status of the answer where nothing was published in time. */
	readonly otherwise: number;
}

export interface WrittenWait {
	readonly wait: string;
	readonly "at-most"?: WrittenDuration | undefined;
	readonly ever?: boolean | undefined;
	readonly otherwise?: number | undefined;
}

const defaults = { "at-most": "25s", ever: false, otherwise: 204 } as const;

export const wait: Descriptor<WaitStep, WrittenWait> = {
	name: "wait",
	what: "Hold the request until an item is published on a channel of this server, and go on; where none comes in time, the answer is `otherwise`. With `ever` an item that was published before is enough. While it waits it holds no worker, and it goes on without waiting for one. A reply without content of its own then carries the item.",
	example: "{ wait: news, at-most: 25s }",
	defaults,
	schema: z.strictObject({
		wait: nameField,
		"at-most": durationField.prefault(defaults["at-most"]),
		ever: flagField("ever").prefault(defaults.ever),
		otherwise: countField(200, 599).prefault(defaults.otherwise),
	}),
};
