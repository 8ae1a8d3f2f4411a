import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { wordField } from "../fields.ts";

/** How often each exchange's effect is made lasting. */
export interface EffectsExpectation {
	readonly effects: "exactly-once" | "at-most-once" | "at-least-once";
}

export const effects: Descriptor<EffectsExpectation> = {
	name: "effects",
	what: "How often the effect of each exchange is made lasting: exactly-once, at-most-once or at-least-once. What is done with each item of a stream is wanted once for each item that its client sends.",
	example: "{ effects: exactly-once }",
	defaults: {},
	schema: z.strictObject({ effects: wordField(["exactly-once", "at-most-once", "at-least-once"]) }),
};
