import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { wordField } from "../fields.ts";

/** What a client was told has failed didn't happen. */
export interface FailedExpectation {
	readonly failed: "undone";
}

export const failed: Descriptor<FailedExpectation> = {
	name: "failed",
	what: "What a client was told has failed didn't happen, neither before nor afterwards: no exchange that it believes to have failed has an effect.",
	example: "{ failed: undone }",
	defaults: {},
	schema: z.strictObject({ failed: wordField(["undone"]) }),
};
