import { z } from "zod";
import type { Span } from "../../units/span.ts";
import type { Descriptor } from "../descriptor.ts";
import { nameField, spanField } from "../fields.ts";

/** Ask a database; with an effect, make it lasting. */
export interface QueryStep {
	readonly query: string;
	/** The name of the change that is committed; without it the query only reads. */
	readonly effect?: string | undefined;
	/** How long the database works on it. */
	readonly takes: Span;
}

const defaults = { takes: "1ms" };

export const query: Descriptor<QueryStep> = {
	name: "query",
	what: "Ask a database and wait for its result; with `effect`, one row is committed.",
	example: "{ query: ledger, effect: transfer, takes: 2ms }",
	defaults,
	schema: z.strictObject({
		query: nameField,
		effect: nameField.optional(),
		takes: spanField.prefault(defaults.takes),
	}),
};
