import { z } from "zod";
import type { Nanoseconds } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { nameField } from "../fields.ts";
import { signedDurationField, type WrittenSignedDuration } from "../signed-duration.ts";

/** A node's clock is wrong. */
export interface SkewFault {
	readonly skew: string;
	/** How far it is fast; slow where it is negative. */
	readonly by: Nanoseconds;
}

export interface WrittenSkew {
	readonly skew: string;
	readonly by: WrittenSignedDuration;
}

export const skew: Descriptor<SkewFault, WrittenSkew> = {
	name: "skew",
	what: "The clock of a node is fast by so much, or slow with a minus before it: for whether tokens and sessions are still good, and for nothing else.",
	example: "{ skew: api, by: 120s }",
	defaults: {},
	schema: z.strictObject({ skew: nameField, by: signedDurationField }),
};
