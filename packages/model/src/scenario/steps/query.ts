import { z } from "zod";
import type { Span, WrittenSpan } from "../../units/span.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, nameField, spanField } from "../fields.ts";
import { LIMITS } from "../limits.ts";

/** Ask a database; with an effect, make it lasting. */
export interface QueryStep {
	readonly query: string;
	/** The name of the change that is committed; without it the query only reads. */
	readonly effect?: string | undefined;
	/** How long the database works on one statement, looking through rows not counted. */
	readonly takes: Span;
	/** Statements, one after the other: each is a call of its own and waits for the result of the one before. */
	readonly times: number;
}

export interface WrittenQuery<Database extends string = string> {
	readonly query: Database;
	readonly effect?: string | undefined;
	readonly takes?: WrittenSpan | undefined;
	readonly times?: number | undefined;
}

const defaults = { takes: "1ms", times: 1 } as const;

export const query: Descriptor<QueryStep, WrittenQuery> = {
	name: "query",
	what: "Ask a database and wait for its result; with `effect`, one row is committed, without it something is read. With `times: N` it asks N times, one statement after the other, as code does that fetches a list and then each of its items.",
	example: "{ query: ledger, effect: transfer, takes: 2ms }",
	defaults,
	schema: z.strictObject({
		query: nameField,
		effect: nameField.optional(),
		takes: spanField.prefault(defaults.takes),
		times: countField(1, LIMITS.stepCalls).prefault(defaults.times),
	}),
};
