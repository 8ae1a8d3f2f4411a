import { type AbortReason, type DatabaseSpec, type Isolation, type Nanoseconds, NS_PER_MS } from "@roundtrip/model";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { runStatement } from "./known-statements.ts";
import { type Session, TransactionAborted } from "./session.ts";
import type { Engine, Tables } from "./tables.ts";

/** Transactions that are open at the same time, each with a connection of its own; opened as they are needed. */
const SESSIONS_AT_MOST = 32;

/** A connection that is not there by then is a problem to tell of, and not to wait for. */
const PATIENCE_MS = 10_000;
/** PostgreSQL itself takes 100, and others may want some. More statements at a time wait for one to be free. */
const CONNECTIONS_AT_MOST = 16;

/**
 * A PostgreSQL, by its URL. All connections are open when it is given, so that no statement of the run pays for one.
 *
 * @param schema where the tables lie
 * @param spec how many statements may be worked on at a time, and how long one waits for a lock
 * @throws what `pg` throws; it may hold the URL
 */
export async function openPostgres(
	url: string,
	schema: string,
	{ workers, patience }: Pick<DatabaseSpec, "workers" | "patience">,
): Promise<Engine> {
	const connections = Math.min(workers, CONNECTIONS_AT_MOST);
	const pool = createPool(url, connections + SESSIONS_AT_MOST);
	const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(schema);
	await openAll(pool, connections);
	const begin = (isolation: Isolation): Promise<Session> => openSession(db, isolation, patience);
	const withoutRoom: Engine["withoutRoom"] = (work) => refuse(db, work);
	return { db, begin, withoutRoom, schema, numbered: (column) => column.primaryKey().generatedAlwaysAsIdentity() };
}

/** All or none: where one can't be opened, those that could are closed again. */
async function openAll(pool: pg.Pool, connections: number): Promise<void> {
	const opened = await Promise.allSettled(Array.from({ length: connections }, () => pool.connect()));
	for (const each of opened) if (each.status === "fulfilled") each.value.release();
	const failed = opened.find((each) => each.status === "rejected");
	if (failed === undefined) return;
	await pool.end();
	throw failed.reason;
}

/** Connections that stay open. One that breaks while nobody uses it is no failure: the next statement gets another. */
function createPool(connectionString: string, max: number): pg.Pool {
	const pool = new pg.Pool({
		...{ connectionString, max, connectionTimeoutMillis: PATIENCE_MS, idleTimeoutMillis: 0 },
		application_name: "roundtrip",
	});
	return pool.on("error", () => undefined);
}

/** PostgreSQL itself decides what can't be put in an order; who would wait too long in it is told so. */
async function openSession(db: Kysely<Tables>, isolation: Isolation, patience: Nanoseconds): Promise<Session> {
	const level = isolation === "serializable" ? "serializable" : "read committed";
	const transaction = await db.startTransaction().setIsolationLevel(level).execute();
	// A plan that looks through a whole table would have read all of it, as far as order goes.
	await sql`SET LOCAL enable_seqscan = off`.execute(transaction);
	await sql`SET LOCAL lock_timeout = ${sql.lit(Math.max(1, Math.ceil(patience / NS_PER_MS)))}`.execute(transaction);
	const guarded = async <Value>(work: () => Promise<Value>): Promise<Value> => {
		try {
			return await work();
		} catch (error) {
			const why = reasonOf(error);
			if (!transaction.isRolledBack && !transaction.isCommitted) await transaction.rollback().execute();
			throw why === undefined ? error : new TransactionAborted(why);
		}
	};
	return {
		execute: (statement) => guarded(() => runStatement(transaction, statement)),
		commit: (isFull = false) =>
			guarded(async () => {
				if (isFull) await raiseDiskFull(transaction);
				await transaction.commit().execute();
			}),
		rollBack: () => transaction.rollback().execute(),
	};
}

async function refuse(db: Kysely<Tables>, work: (within: Kysely<Tables>) => Promise<number>): Promise<void> {
	try {
		await db.transaction().execute(async (within) => {
			if ((await work(within)) > 0) await raiseDiskFull(within);
		});
	} catch (error) {
		const why = reasonOf(error);
		throw why === undefined ? error : new TransactionAborted(why);
	}
}

/** No other disk is to be full for this: the server itself raises what it raises then, and the transaction is over. */
async function raiseDiskFull(transaction: Kysely<Tables>): Promise<void> {
	await sql`DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'No space left on device'; END $$`.execute(
		transaction,
	);
}

/** SQLSTATE, as PostgreSQL's manual lists them in its appendix A. */
const REASONS: Readonly<Record<string, AbortReason>> = {
	"40001": "serialization",
	"40P01": "deadlock",
	"55P03": "lock-timeout",
	"53100": "disk-full",
};

function reasonOf(error: unknown): AbortReason | undefined {
	return error instanceof Error && "code" in error ? REASONS[String(error.code)] : undefined;
}
