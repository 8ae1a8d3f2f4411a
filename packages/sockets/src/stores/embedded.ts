import { type Kysely as Db, Kysely, SqliteDialect, sql } from "kysely";
import Database from "libsql";
import { createEmbeddedSessions } from "./embedded-sessions.ts";
import { TransactionAborted } from "./session.ts";
import type { Engine, Tables } from "./tables.ts";

/** How long a statement waits for another process that writes to the same file. */
const PATIENCE_MS = 5_000;

/**
 * The embedded engine, on a file that is made where it is absent. libsql has the interface that Kysely's dialect for SQLite
 * asks for.
 */
export function openEmbedded(path: string): Engine {
	const database = new Database(path, { timeout: PATIENCE_MS });
	database.exec("PRAGMA journal_mode = WAL");
	// Every commit is on the disk when it returns: WAL alone syncs only now and then.
	database.exec("PRAGMA synchronous = FULL");
	const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
	const withoutRoom: Engine["withoutRoom"] = (work) =>
		db.connection().execute((connection) => refuse(connection, () => database.inTransaction, work));
	const begin = createEmbeddedSessions(path, db, withoutRoom);
	return { db, numbered: (column) => column.primaryKey(), begin, withoutRoom };
}

/** As many pages as a file can have. */
const UNBOUNDED_PAGES = 4_294_967_294;

/**
 * The file may not grow any more, and something comes that doesn't fit into it: SQLITE_FULL, at which the engine undoes the
 * transaction by itself.
 */
async function refuse(
	connection: Db<Tables>,
	isOpen: () => boolean,
	work: (within: Db<Tables>) => Promise<number>,
): Promise<void> {
	await sql`BEGIN IMMEDIATE`.execute(connection);
	try {
		if ((await work(connection)) === 0) return;
		const pages = await pragma(connection, "page_count");
		await pragma(connection, `max_page_count = ${pages}`);
		const more = (2 + (await pragma(connection, "freelist_count"))) * (await pragma(connection, "page_size"));
		await sql`INSERT INTO effects (effect, call) VALUES (zeroblob(${more}), '')`.execute(connection);
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "SQLITE_FULL") {
			throw new TransactionAborted("disk-full");
		}
		throw error;
	} finally {
		if (isOpen()) await sql`ROLLBACK`.execute(connection);
		await pragma(connection, `max_page_count = ${UNBOUNDED_PAGES}`);
	}
}

/** Reads or sets a number. */
async function pragma(connection: Db<Tables>, text: string): Promise<number> {
	const { rows } = await sql.raw<Readonly<Record<string, number>>>(`PRAGMA ${text}`).execute(connection);
	return Number(Object.values(rows[0] ?? {})[0]);
}
