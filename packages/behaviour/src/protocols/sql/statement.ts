import {
	type AbortReason,
	type CallId,
	callParts,
	type DatabaseSpec,
	effectsOf,
	type Isolation,
	type QueryStep,
} from "@roundtrip/model";
import { type Body, textBody } from "../../messages/body.ts";
import { INSUFFICIENT_STORAGE } from "../../messages/insufficient-storage.ts";
import type { KeyAsked } from "../../messages/key-asked.ts";
import { recordKey } from "./record.ts";

/** One SQL statement with its parameters, as it travels to a database. */
export interface Statement {
	readonly sql: string;
	readonly parameters: readonly (string | number)[];
	/** The transaction that it belongs to, by the name of the call that began it; absent where it is one of its own. */
	readonly within?: CallId;
}

/** Statements of which all are made lasting or none, as they travel to a database in one message. */
export interface Transaction {
	readonly transaction: readonly Statement[];
}

/** What a database answers: rows changed, a count or an amount that was read, or a record that was looked up. */
export type StatementResult =
	| { readonly changes: number }
	| { readonly count: number }
	| { readonly amount: number | null }
	| { readonly record: string | null }
	/** What is known of an idempotency key; null where nothing is. */
	| { readonly key: string | null }
	/** Another transaction holds the key. */
	| { readonly held: true };

/** The statements that scenarios know. Values are always parameters, so that no value is ever read as SQL. */
export const SQL = {
	/** Makes an effect lasting: one row in `effects` for each time. */
	insertEffect: "INSERT INTO effects (effect, call) VALUES (?, ?)",
	/** The same, unless there is a row with the same last value. */
	insertEffectOnce: "INSERT INTO effects (effect, call, once) VALUES (?, ?, ?) ON CONFLICT (once) DO NOTHING",
	countEffects: "SELECT count(*) AS count FROM effects",
	/** Looks a record up by its key. */
	findRecord: "SELECT content FROM records WHERE key = ?",
	readAmount: "SELECT amount FROM amounts WHERE name = ?",
	writeAmount: "UPDATE amounts SET amount = ? WHERE name = ?",
	addToAmount: "UPDATE amounts SET amount = amount + ? WHERE name = ?",
	/** Looks an idempotency key up and holds its name, whether there is a row or not; waits where another holds it. */
	lockKey: "SELECT record FROM keys WHERE name = ? FOR UPDATE",
	/** The same, and says so where another holds it. */
	tryKey: "SELECT record FROM keys WHERE name = ? FOR UPDATE NOWAIT",
	saveKey:
		"INSERT INTO keys (name, fence, record) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET fence = excluded.fence, record = excluded.record",
	/** Changes nothing where the key has another holder by now. */
	settleKey: "UPDATE keys SET record = ? WHERE name = ? AND fence = ?",
	forgetKey: "DELETE FROM keys WHERE name = ? AND fence = ?",
	beginReadCommitted: "BEGIN ISOLATION LEVEL READ COMMITTED",
	beginSerializable: "BEGIN ISOLATION LEVEL SERIALIZABLE",
	commit: "COMMIT",
	rollback: "ROLLBACK",
} as const;

const NOTHING_READ: ReadonlyMap<string, number> = new Map();

/** A statement, or several, as a part of a transaction. */
export function statementWithin(asked: Statement | Transaction, within: CallId | undefined): Statement | Transaction {
	if (within === undefined) return asked;
	return "sql" in asked
		? { ...asked, within }
		: { transaction: asked.transaction.map((each) => ({ ...each, within })) };
}

/** What begins a transaction, or ends it. */
export function controlStatement(what: Isolation | "commit" | "rollback", within?: CallId): Statement {
	const sql =
		what === "serializable" ? SQL.beginSerializable : what === "read-committed" ? SQL.beginReadCommitted : SQL[what];
	return within === undefined ? { sql, parameters: [] } : { sql, parameters: [], within };
}

/** The isolation of the transaction that a statement begins. */
export function isolationBegun({ sql }: Statement): Isolation | undefined {
	if (sql === SQL.beginSerializable) return "serializable";
	return sql === SQL.beginReadCommitted ? "read-committed" : undefined;
}

/** The amount that a statement changes, which it has to hold alone from then on. */
export function amountChanged({ sql, parameters }: Statement): string | undefined {
	return sql === SQL.writeAmount || sql === SQL.addToAmount ? String(parameters[1]) : undefined;
}

/**
 * What a statement needs to hold alone, from then to the end of its transaction: an amount, a key, or a value of which there
 * can be one only.
 */
export function wantedAlone(statement: Statement): string | undefined {
	const { sql, parameters } = statement;
	if (sql === SQL.insertEffectOnce) return `once ${parameters[2]}`;
	const key = keyNamed(statement);
	return key === undefined ? amountChanged(statement) : `key ${key}`;
}

/** The idempotency key that a statement is about. */
export function keyNamed({ sql, parameters }: Statement): string | undefined {
	if (sql === SQL.lockKey || sql === SQL.tryKey || sql === SQL.saveKey || sql === SQL.forgetKey) {
		return String(parameters[0]);
	}
	return sql === SQL.settleKey ? String(parameters[1]) : undefined;
}

/** The effect that a statement makes lasting, if nothing stands against it. */
export function effectInserted({ sql, parameters }: Statement): string | undefined {
	return sql === SQL.insertEffect || sql === SQL.insertEffectOnce ? String(parameters[0]) : undefined;
}

/** What is asked about an idempotency key, as a statement. */
export function keyStatement(asked: KeyAsked): Statement {
	const { does, name } = asked;
	if (does === "lock") return { sql: asked.waits ? SQL.lockKey : SQL.tryKey, parameters: [name] };
	if (does === "forget") return { sql: SQL.forgetKey, parameters: [name, asked.fence] };
	const { fence, record } = asked;
	return does === "save"
		? { sql: SQL.saveKey, parameters: [name, fence, record] }
		: { sql: SQL.settleKey, parameters: [record, name, fence] };
}

/** What an answer says of a key: its record, that another holds it, or nothing. */
export function keyIn({ text, octets }: Body): string | undefined {
	const result = JSON.parse(text ?? octets ?? "{}") as { readonly key?: string | null; readonly held?: true };
	return result.held === true ? "held" : (result.key ?? undefined);
}

/** The amount in an answer; undefined where there is none. */
export function amountIn({ text, octets }: Body): number | undefined {
	const digits = /^\{"amount":(-?\d{1,15})\}$/.exec(text ?? octets ?? "")?.[1];
	return digits === undefined ? undefined : Number(digits);
}

/**
 * The statement of a query step: an insert where it has an effect, several in a transaction where it has more, else a read, which looks up a record where the
 * database holds any and counts the effects where it doesn't.
 *
 * @param read amounts that the request has read so far
 */
export function statementOf(
	step: Pick<QueryStep, "effect" | "with" | "unique" | "reads" | "writes" | "adds" | "by" | "sets" | "to">,
	call: CallId,
	{ rows }: Pick<DatabaseSpec, "rows"> = { rows: 0 },
	read: ReadonlyMap<string, number> = NOTHING_READ,
): Statement | Transaction {
	const { reads, writes, adds, sets, by = 1, to = 0 } = step;
	if (reads !== undefined) return { sql: SQL.readAmount, parameters: [reads] };
	if (writes !== undefined) return { sql: SQL.writeAmount, parameters: [(read.get(writes) ?? 0) + by, writes] };
	if (adds !== undefined) return { sql: SQL.addToAmount, parameters: [by, adds] };
	if (sets !== undefined) return { sql: SQL.writeAmount, parameters: [to, sets] };
	const [insert, ...more] = effectsOf(step).map((effect) => insertOf(effect, call, step.unique));
	if (insert !== undefined) return more.length === 0 ? insert : { transaction: [insert, ...more] };
	if (rows > 0) return { sql: SQL.findRecord, parameters: [recordKey(call, rows)] };
	return { sql: SQL.countEffects, parameters: [] };
}

/** A row that bears its exchange is the only one of its effect and that exchange. */
function insertOf(effect: string, call: CallId, unique: QueryStep["unique"]): Statement {
	if (unique === undefined) return { sql: SQL.insertEffect, parameters: [effect, call] };
	return { sql: SQL.insertEffectOnce, parameters: [effect, call, `e${callParts(call).exchange} ${effect}`] };
}

/** The content of the request that carries it: JSON over HTTP. */
export function statementBody(statement: Statement | Transaction): Body {
	return textBody(JSON.stringify(statement));
}

/** The content of the answer. */
export function resultBody(result: StatementResult): Body {
	return textBody(JSON.stringify(result));
}

/** The content of the answer where a transaction was undone. */
export function abortedBody(why: AbortReason | "unknown"): Body {
	return textBody(JSON.stringify({ aborted: why }));
}

/** The status of that answer: whoever asks may begin anew at once, unless there is no room. */
export function abortedStatus(why: AbortReason | "unknown"): number {
	return why === "disk-full" ? INSUFFICIENT_STORAGE : ABORTED_STATUS;
}

export const ABORTED_STATUS = 409;
