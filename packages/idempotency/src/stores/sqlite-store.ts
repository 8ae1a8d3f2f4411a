import { setTimeout as wait } from "node:timers/promises";
import { beginKey, type InFlight, isStored, type Milliseconds } from "@roundtrip/behaviour";
import { type HttpAnswer, keptAnswer, writeAnswer } from "../answer.ts";
import { type Asked, type IdempotencyStore, NEVER, StoreError, type StoreResult, type Work } from "../store.ts";
import { createQueue } from "./queue.ts";
import { COLUMNS, checkedTable, type KeyRow, recordOf } from "./rows.ts";

/** A database of libsql, better-sqlite3 or node:sqlite, as far as it is needed here. */
export interface SqliteDatabase {
	exec(sql: string): unknown;
	prepare(sql: string): SqliteStatement;
}

export interface SqliteStatement {
	get(...parameters: SqliteValue[]): unknown;
	run(...parameters: SqliteValue[]): { readonly changes: number | bigint };
}

export type SqliteValue = string | number | null;

export interface SqliteStoreOptions<Database extends SqliteDatabase> {
	/** A connection that nobody else uses: between a request's begin and its end all that goes over it is that request's. */
	readonly database: Database;
	/** `idempotency_keys` unless it is named. */
	readonly table?: string | undefined;
	/** How long a request waits for another process that writes to the file. */
	readonly patienceMs?: Milliseconds | undefined;
	/** Requests that wait for those before them; one more is refused. */
	readonly waitingAtMost?: number | undefined;
}

const DEFAULTS = { table: "idempotency_keys", patienceMs: 5_000, waitingAtMost: 1_000 };

/** The statements that make the table, for those who keep their schema themselves. */
export function sqliteTable(table: string = DEFAULTS.table): string {
	const name = checkedTable(table);
	return `CREATE TABLE IF NOT EXISTS ${name} (
	name TEXT PRIMARY KEY,
	fingerprint TEXT,
	answer TEXT,
	fence INTEGER NOT NULL,
	created_ms INTEGER NOT NULL,
	expires_ms INTEGER NOT NULL,
	lease_until_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ${name.replace(".", "_")}_expires_ms ON ${name} (expires_ms);`;
}

interface Context<Database extends SqliteDatabase> {
	readonly database: Database;
	readonly table: string;
	readonly patienceMs: Milliseconds;
}

/**
 * Keys in a table of an embedded database. It has one writer at a time: requests go through one after the other, whatever
 * their keys are, and those of other processes wait for the file.
 */
export function sqliteStore<Database extends SqliteDatabase>(
	options: SqliteStoreOptions<Database>,
): IdempotencyStore<Database> {
	const context: Context<Database> = {
		database: options.database,
		table: checkedTable(options.table ?? DEFAULTS.table),
		patienceMs: options.patienceMs ?? DEFAULTS.patienceMs,
	};
	const queue = createQueue(options.waitingAtMost ?? DEFAULTS.waitingAtMost);
	const inFlight = new Set<string>();
	return {
		ties: "transaction",
		prepare: () => queue.through(() => patiently(context.patienceMs, () => prepare(context))),
		async run(asked, work) {
			const { name } = asked;
			if (name === undefined) return queue.through(() => run(context, asked, work));
			if (inFlight.has(name)) return { did: "refuse", why: "in-flight" };
			inFlight.add(name);
			try {
				return await queue.through(() => run(context, asked, work));
			} finally {
				inFlight.delete(name);
			}
		},
		purge: (nowMs, atMost = 1_000) => queue.through(() => purge(context, nowMs, atMost)),
	};
}

function prepare({ database, table }: Context<SqliteDatabase>): void {
	database.exec(sqliteTable(table));
}

async function purge(
	{ database, table, patienceMs }: Context<SqliteDatabase>,
	nowMs: number,
	atMost: number,
): Promise<number> {
	const some = `SELECT name FROM ${table} WHERE expires_ms <= ? LIMIT ?`;
	const statement = database.prepare(`DELETE FROM ${table} WHERE name IN (${some})`);
	return Number((await patiently(patienceMs, () => statement.run(nowMs, atMost))).changes);
}

async function run<Database extends SqliteDatabase>(
	context: Context<Database>,
	asked: Asked,
	work: Work<Database>,
): Promise<StoreResult> {
	const { database, patienceMs } = context;
	await ours(() => patiently(patienceMs, () => database.exec("BEGIN IMMEDIATE")));
	try {
		return await inTransaction(context, asked, work);
	} catch (error) {
		rollBack(database);
		asked.onStep("rolled-back");
		throw error;
	}
}

async function inTransaction<Database extends SqliteDatabase>(
	context: Context<Database>,
	asked: Asked,
	work: Work<Database>,
): Promise<StoreResult> {
	const { database, patienceMs } = context;
	const { name } = asked;
	const begun = name === undefined ? undefined : await ours(async () => begin(context, name, asked));
	if (begun?.does === "end") {
		rollBack(database);
		return begun.result;
	}
	if (begun !== undefined) asked.onStep("claimed");
	const answer = await work({ transaction: database, fence: begun?.record.fence ?? 0, signal: NEVER });
	asked.onStep("worked");
	if (!isStored(asked.policy, answer.status)) {
		rollBack(database);
		asked.onStep("rolled-back");
		return { did: "run", answer };
	}
	if (name !== undefined) {
		await ours(async () => write(context, name, answer));
		asked.onStep("written");
	}
	await ours(() => patiently(patienceMs, () => database.exec("COMMIT")));
	asked.onStep("committed");
	return { did: "run", answer };
}

type Begun =
	| { readonly does: "run"; readonly record: InFlight }
	| { readonly does: "end"; readonly result: StoreResult };

function begin({ database, table }: Context<SqliteDatabase>, name: string, asked: Asked): Begun {
	const row = database.prepare(`SELECT ${COLUMNS} FROM ${table} WHERE name = ?`).get(name) as KeyRow | undefined | null;
	const record = row === undefined || row === null ? undefined : recordOf(row);
	const { fingerprint, policy } = asked;
	const ask = { fingerprint, nowMs: asked.clock(), fence: (record?.fence ?? 0) + 1 };
	const decision = beginKey(record, ask, policy);
	if (decision.does === "replay") return { does: "end", result: { did: "replay", answer: decision.answer } };
	if (decision.does === "refuse") return { does: "end", result: { did: "refuse", why: decision.why } };
	const { fence, createdMs, expiresMs, leaseUntilMs } = decision.record;
	database
		.prepare(`INSERT OR REPLACE INTO ${table} (name, ${COLUMNS}) VALUES (?, ?, NULL, ?, ?, ?, ?)`)
		.run(name, fingerprint ?? null, fence, createdMs, expiresMs, leaseUntilMs);
	return decision;
}

function write({ database, table }: Context<SqliteDatabase>, name: string, answer: HttpAnswer): void {
	const statement = database.prepare(`UPDATE ${table} SET answer = ? WHERE name = ? AND answer IS NULL`);
	if (Number(statement.run(writeAnswer(keptAnswer(answer)), name).changes) !== 1)
		throw new StoreError(
			"the handler ended the transaction that it was given: its effect isn't tied to its key",
			"maybe",
		);
}

function rollBack(database: SqliteDatabase): void {
	try {
		database.exec("ROLLBACK");
	} catch {
		// The engine has undone it already, as it does after some failures.
	}
}

/** A failure of a statement of ours: the transaction is undone, so nothing happened. */
async function ours<Value>(statement: () => Promise<Value>): Promise<Value> {
	try {
		return await statement();
	} catch (error) {
		if (error instanceof StoreError) throw error;
		throw new StoreError("the database of idempotency keys failed; the transaction is undone", "no", error);
	}
}

const PAUSE_MS = 10;

/** Tries again while another process writes, without keeping this one from its other work. */
async function patiently<Value>(patienceMs: Milliseconds, statement: () => Value): Promise<Value> {
	for (let leftMs = patienceMs; ; leftMs -= PAUSE_MS) {
		try {
			return statement();
		} catch (error) {
			if (!isBusy(error) || leftMs <= 0) throw error;
			await wait(PAUSE_MS);
		}
	}
}

function isBusy(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	return ("code" in error && error.code === "SQLITE_BUSY") || /database is locked/.test(error.message);
}
