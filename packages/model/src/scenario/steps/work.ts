import { z } from "zod";
import type { Span } from "../../units/span.ts";
import type { Descriptor } from "../descriptor.ts";
import { spanField } from "../fields.ts";

/** Keep a worker busy. */
export interface WorkStep {
	readonly work: Span;
}

export const work: Descriptor<WorkStep> = {
	name: "work",
	what: "Keep the worker busy for a while.",
	example: "{ work: 20ms }",
	defaults: {},
	schema: z.strictObject({ work: spanField }),
};
