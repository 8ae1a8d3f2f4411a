import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { countField } from "../fields.ts";
import { LIMITS } from "../limits.ts";

/** No exchange is tried more often. */
export interface AttemptsAtMostExpectation {
	readonly "attempts-at-most": number;
}

export const attemptsAtMost: Descriptor<AttemptsAtMostExpectation> = {
	name: "attempts-at-most",
	what: "No exchange is tried more often than this, the first try included. What redirects lead to is part of a try.",
	example: "{ attempts-at-most: 2 }",
	defaults: {},
	schema: z.strictObject({ "attempts-at-most": countField(1, LIMITS.attempts) }),
};
