import { z } from "zod";
import type { BitsPerSecond, WrittenRate } from "../units/data.ts";
import type { Nanoseconds, WrittenDuration } from "../units/duration.ts";
import type { Descriptor } from "./descriptor.ts";
import { durationField, rateField, wordField } from "./fields.ts";

/** What joins two nodes. */
export interface LinkSpec {
	/** There and back, without the time that sending takes. Half of it is the delay of one direction. */
	readonly rtt: Nanoseconds;
	/** In each direction; without it, sending takes no time. */
	readonly rate?: BitsPerSecond | undefined;
	/** The protocol spoken over it. */
	readonly over: "http/1.1";
}

/** A link as it is written; its ends stand beside it. */
export interface WrittenLink {
	readonly rtt: WrittenDuration;
	readonly rate?: WrittenRate | undefined;
	readonly over?: "http/1.1" | undefined;
}

const defaults = { over: "http/1.1" } as const;

export const link: Descriptor<LinkSpec, WrittenLink> = {
	name: "link",
	what: "What joins two nodes, the asking one first: its round-trip time, its rate in each direction, the protocol.",
	example: "phone -> bank: { rtt: 100ms, rate: 10Mbit/s }",
	defaults,
	schema: z.strictObject({
		rtt: durationField,
		rate: rateField
			.refine((bitsPerSecond) => bitsPerSecond > 0, {
				error: "a rate above 0; leave it out where sending takes no time",
			})
			.optional(),
		over: wordField(["http/1.1"]).prefault(defaults.over),
	}),
};
