import { z } from "zod";
import type { Belief } from "../../outcome.ts";
import type { Descriptor } from "../descriptor.ts";
import { wordField } from "../fields.ts";

/** What the client believes at the end of every exchange. */
export interface OutcomeExpectation {
	readonly outcome: Belief;
}

export const outcome: Descriptor<OutcomeExpectation> = {
	name: "outcome",
	what: "What the client believes when an exchange is over: ok, failed or unknown.",
	example: "{ outcome: ok }",
	defaults: {},
	schema: z.strictObject({ outcome: wordField(["ok", "failed", "unknown"]) }),
};
