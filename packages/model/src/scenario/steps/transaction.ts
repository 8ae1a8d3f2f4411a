import { z } from "zod";
import type { Span, WrittenSpan } from "../../units/span.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, nameField, spanField, wordField } from "../fields.ts";
import { LIMITS } from "../limits.ts";
import { type AskStep, ask, type WrittenAsk } from "./ask.ts";
import { type QueryStep, query, type WrittenQuery } from "./query.ts";
import { type WorkStep, type WrittenWork, work } from "./work.ts";

/** What other transactions may do to what one has read: `serializable` lets nothing of it be seen. */
export type Isolation = "read-committed" | "serializable";

/** What is done between the begin and the end of a transaction. */
export type TransactionPart = QueryStep | WorkStep | AskStep;

/** Several queries of one database, of which all are made lasting or none. It holds a connection from its begin to its end. */
export interface TransactionStep {
	/** The database. */
	readonly transaction: string;
	readonly isolation: Isolation;
	readonly steps: readonly TransactionPart[];
	/** How long the database works on the commit. */
	readonly takes: Span;
	/** How often it is tried where the database aborts it, the first time included. */
	readonly attempts: number;
	/** The status of the answer where it is aborted for the last time. */
	readonly otherwise: number;
}

export interface WrittenTransaction<Database extends string = string, Server extends string = string> {
	readonly transaction: Database;
	readonly isolation?: Isolation | undefined;
	readonly steps: readonly (WrittenQuery<Database> | WrittenWork | WrittenAsk<Server>)[];
	readonly takes?: WrittenSpan | undefined;
	readonly attempts?: number | undefined;
	readonly otherwise?: number | undefined;
}

const defaults = { isolation: "read-committed", takes: "1ms", attempts: 1, otherwise: 409 } as const;

const parts: readonly Descriptor<TransactionPart>[] = [query, work, ask];

export const transaction: Descriptor<TransactionStep, WrittenTransaction> = {
	name: "transaction",
	what: "Do several queries of one database in one transaction: all of them are made lasting, or none. BEGIN and COMMIT are calls of their own, and one of the server's connections belongs to it in between. Whoever wants to change what it has changed waits for its end. With `isolation: serializable` the database aborts it rather than let it change what another has changed since it read; with `read-committed` the later change wins. Where it is aborted it is tried again, up to `attempts`, and then answered with `otherwise`.",
	example:
		"{ transaction: ledger, isolation: serializable, steps: [{ query: ledger, reads: seats }, { query: ledger, writes: seats }] }",
	defaults,
	schema: z.strictObject({
		transaction: nameField,
		isolation: wordField(["read-committed", "serializable"]).prefault(defaults.isolation),
		steps: z
			.array(z.union(parts.map((kind) => kind.schema)), { error: "this is a list of steps: put a - before each" })
			.min(1, { error: "say what is done in the transaction" })
			.max(LIMITS.stepsPerRoute, { error: `more than ${LIMITS.stepsPerRoute} steps` }),
		takes: spanField.prefault(defaults.takes),
		attempts: countField(1, LIMITS.attempts).prefault(defaults.attempts),
		otherwise: countField(400, 599).prefault(defaults.otherwise),
	}) as z.ZodType<TransactionStep, WrittenTransaction>,
};
