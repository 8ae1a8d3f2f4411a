import { renameSync, rmSync } from "node:fs";
import Database from "libsql";

/** How long a copy waits for whoever holds the file, ms. */
const PATIENCE_MS = 5_000;

/**
 * Copies an embedded database as it is now, with all that is committed, into a file of its own: SQLite's VACUUM INTO, which
 * reads one state and holds up no writer.
 */
export function copyDatabase(path: string, into: string): void {
	const database = new Database(path, { timeout: PATIENCE_MS });
	try {
		database.exec(`VACUUM INTO '${into.replaceAll("'", "''")}'`);
	} finally {
		database.close();
	}
}

/** Puts a copy in the place of a database that nobody has open; what stood there is gone. */
export function promote(copy: string, path: string): void {
	for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
	renameSync(copy, path);
}
