import { z } from "zod";
import type { Span, WrittenSpan } from "../../units/span.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, nameField, spanField, wordField } from "../fields.ts";
import { LIMITS } from "../limits.ts";
import { effectsOf } from "./query-effects.ts";

/** Ask a database; with an effect, make it lasting. */
export interface QueryStep {
	readonly query: string;
	/** The name of the change that is committed; without it the query only reads. */
	readonly effect?: string | undefined;
	/** Further changes, committed in the same transaction: all of them or none. */
	readonly with?: readonly string[] | undefined;
	/** What there can be only one row of, for each effect: who tries it again changes nothing. */
	readonly unique?: "exchange" | undefined;
	/** The amount that is read. */
	readonly reads?: string | undefined;
	/** The amount that is set to what this request has read of it last, and `by` more. */
	readonly writes?: string | undefined;
	/** The amount that is made `by` more, whatever it is. */
	readonly adds?: string | undefined;
	readonly by?: number | undefined;
	/** The amount that is made `to`, whatever it was. */
	readonly sets?: string | undefined;
	readonly to?: number | undefined;
	/** How long the database works on one statement, looking through rows not counted. */
	readonly takes: Span;
	/** Statements, one after the other: each is a call of its own and waits for the result of the one before. */
	readonly times: number;
}

export interface WrittenQuery<Database extends string = string> {
	readonly query: Database;
	readonly effect?: string | undefined;
	readonly with?: readonly string[] | undefined;
	readonly unique?: "exchange" | undefined;
	readonly reads?: string | undefined;
	readonly writes?: string | undefined;
	readonly adds?: string | undefined;
	readonly by?: number | undefined;
	readonly sets?: string | undefined;
	readonly to?: number | undefined;
	readonly takes?: WrittenSpan | undefined;
	readonly times?: number | undefined;
}

/** What a query can do, beside reading a record or a count. */
const DOINGS = ["effect", "reads", "writes", "adds", "sets"] as const;

const defaults = { takes: "1ms", times: 1 } as const;

export const query: Descriptor<QueryStep, WrittenQuery> = {
	name: "query",
	what: "Ask a database and wait for its result; with `effect`, one row is committed, without it something is read. What stands in `with` is committed in the same transaction, as `{ query: ledger, effect: debit, with: [credit] }`: both rows or none. With `unique: exchange` the row bears the number of its exchange, of which the database takes one for each effect: a second one changes nothing, and is no failure. `reads` reads an amount of the database, `writes` sets it to what was read last and `by` more (1 where nothing is said; less than 0 for less), `adds` adds `by` to whatever it is, in one statement, and `sets` makes it `to`, which done twice is the same as done once. With `times: N` it asks N times, one statement after the other, as code does that fetches a list and then each of its items.",
	example: "{ query: ledger, effect: transfer, takes: 2ms }",
	defaults,
	schema: z
		.strictObject({
			query: nameField,
			effect: nameField.optional(),
			with: z
				.array(nameField, { error: "this is a list of effects: write it like [credit]" })
				.min(1, { error: "name another effect, or leave `with` away" })
				.max(LIMITS.effectsAtOnce, { error: `more than ${LIMITS.effectsAtOnce} effects` })
				.optional(),
			unique: wordField(["exchange"]).optional(),
			reads: nameField.optional(),
			writes: nameField.optional(),
			adds: nameField.optional(),
			by: countField(-LIMITS.amount, LIMITS.amount).optional(),
			sets: nameField.optional(),
			to: countField(-LIMITS.amount, LIMITS.amount).optional(),
			takes: spanField.prefault(defaults.takes),
			times: countField(1, LIMITS.stepCalls).prefault(defaults.times),
		})
		.refine((step) => step.with === undefined || step.effect !== undefined, {
			error: "`with` stands beside an `effect`",
			path: ["with"],
		})
		.refine((step) => step.unique === undefined || step.effect !== undefined, {
			error: "`unique` stands beside an `effect`",
			path: ["unique"],
		})
		.refine((step) => new Set(effectsOf(step)).size === effectsOf(step).length, {
			error: "an effect is named twice in one transaction",
			path: ["with"],
		})
		.check(({ value, issues }) => {
			const said = DOINGS.filter((key) => value[key] !== undefined);
			const [first, second] = said;
			if (second !== undefined) {
				const message = `a query has one of ${DOINGS.join(", ")}: ${first} is there already`;
				issues.push({ code: "custom", input: value, message, path: [second] });
			}
			if ((value.sets === undefined) !== (value.to === undefined)) {
				issues.push({ code: "custom", input: value, message: "`sets` and `to` stand together", path: ["sets"] });
			}
			if (value.by === undefined || value.writes !== undefined || value.adds !== undefined) return;
			issues.push({ code: "custom", input: value, message: "`by` stands beside `writes` or `adds`", path: ["by"] });
		}),
};
