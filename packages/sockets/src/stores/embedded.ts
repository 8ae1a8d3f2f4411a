import { Kysely, SqliteDialect } from "kysely";
import Database from "libsql";
import { createEmbeddedSessions } from "./embedded-sessions.ts";
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
	return { db, numbered: (column) => column.primaryKey(), begin: createEmbeddedSessions(path, db) };
}
