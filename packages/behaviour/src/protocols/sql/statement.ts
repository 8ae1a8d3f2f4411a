import { type CallId, type DatabaseSpec, effectsOf, type QueryStep } from "@roundtrip/model";
import { type Body, textBody } from "../../messages/body.ts";
import { recordKey } from "./record.ts";

/** One SQL statement with its parameters, as it travels to a database. */
export interface Statement {
	readonly sql: string;
	readonly parameters: readonly (string | number)[];
}

/** Statements of which all are made lasting or none, as they travel to a database in one message. */
export interface Transaction {
	readonly transaction: readonly Statement[];
}

/** What a database answers: rows changed, a count that was read, or a record that was looked up. */
export type StatementResult =
	| { readonly changes: number }
	| { readonly count: number }
	| { readonly record: string | null };

/** The statements that scenarios know. Values are always parameters, so that no value is ever read as SQL. */
export const SQL = {
	/** Makes an effect lasting: one row in `effects` for each time. */
	insertEffect: "INSERT INTO effects (effect, call) VALUES (?, ?)",
	countEffects: "SELECT count(*) AS count FROM effects",
	/** Looks a record up by its key. */
	findRecord: "SELECT content FROM records WHERE key = ?",
} as const;

/**
 * The statement of a query step: an insert where it has an effect, several in a transaction where it has more, else a read, which looks up a record where the
 * database holds any and counts the effects where it doesn't.
 */
export function statementOf(
	step: Pick<QueryStep, "effect" | "with">,
	call: CallId,
	{ rows }: Pick<DatabaseSpec, "rows"> = { rows: 0 },
): Statement | Transaction {
	const [insert, ...more] = effectsOf(step).map((effect) => ({ sql: SQL.insertEffect, parameters: [effect, call] }));
	if (insert !== undefined) return more.length === 0 ? insert : { transaction: [insert, ...more] };
	if (rows > 0) return { sql: SQL.findRecord, parameters: [recordKey(call, rows)] };
	return { sql: SQL.countEffects, parameters: [] };
}

/** The content of the request that carries it: JSON over HTTP. */
export function statementBody(statement: Statement | Transaction): Body {
	return textBody(JSON.stringify(statement));
}

/** The content of the answer. */
export function resultBody(result: StatementResult): Body {
	return textBody(JSON.stringify(result));
}
