import type { CallId, QueryStep } from "@roundtrip/model";
import { type Body, textBody } from "../body.ts";

/** One SQL statement with its parameters, as it travels to a database. */
export interface Statement {
	readonly sql: string;
	readonly parameters: readonly (string | number)[];
}

/** Where effects are kept: one row for each time that one was made lasting. */
export const EFFECTS_TABLE =
	"CREATE TABLE IF NOT EXISTS effects (id INTEGER PRIMARY KEY, effect TEXT NOT NULL, call TEXT NOT NULL)";

/** The statement of a query step: an insert where it has an effect, else a read. */
export function statementOf(step: QueryStep, call: CallId): Statement {
	if (step.effect === undefined) return { sql: "SELECT count(*) AS count FROM effects", parameters: [] };
	return { sql: "INSERT INTO effects (effect, call) VALUES (?, ?)", parameters: [step.effect, call] };
}

/** The content of the request that carries it: JSON over HTTP. */
export function statementBody(statement: Statement): Body {
	return textBody(JSON.stringify(statement));
}

/** What a database answers: rows changed, or the count that was read. */
export function resultBody(result: { readonly changes: number } | { readonly count: number }): Body {
	return textBody(JSON.stringify(result));
}
