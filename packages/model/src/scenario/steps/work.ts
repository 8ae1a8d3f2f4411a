import { z } from "zod";
import type { Span, WrittenSpan } from "../../units/span.ts";
import type { Descriptor } from "../descriptor.ts";
import { spanField } from "../fields.ts";

/** Keep a worker busy. */
export interface WorkStep {
	readonly work: Span;
}

export interface WrittenWork {
	readonly work: WrittenSpan;
}

export const work: Descriptor<WorkStep, WrittenWork> = {
	name: "work",
	what: "Keep the worker busy for a while.",
	example: "{ work: 20ms }",
	defaults: {},
	schema: z.strictObject({ work: spanField }),
};
