import { z } from "zod";
import type { BitsPerSecond } from "../units/data.ts";
import type { Nanoseconds } from "../units/duration.ts";
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

const defaults = { over: "http/1.1" };

export const link: Descriptor<LinkSpec> = {
	name: "link",
	what: "What joins two nodes, the asking one first: its round-trip time, its rate in each direction, the protocol.",
	example: "phone -> bank: { rtt: 100ms, rate: 10Mbit/s }",
	defaults,
	schema: z.strictObject({
		rtt: durationField,
		rate: rateField.optional(),
		over: wordField(["http/1.1"]).prefault("http/1.1"),
	}),
};
