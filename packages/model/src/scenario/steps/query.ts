import { z } from "zod";
import type { Span, WrittenSpan } from "../../units/span.ts";
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

export interface WrittenQuery<Database extends string = string> {
	readonly query: Database;
	readonly effect?: string | undefined;
	readonly takes?: WrittenSpan | undefined;
}

const defaults = { takes: "1ms" } as const;

export const query: Descriptor<QueryStep, WrittenQuery> = {
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
