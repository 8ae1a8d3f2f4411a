import Database from "libsql";
import type { Transfer } from "./control.ts";

/** A transfer that was made. */
export interface MadeTransfer extends Transfer {
	readonly id: number;
}

const TABLE = "transfers (id INTEGER PRIMARY KEY, payee TEXT NOT NULL, amount INTEGER NOT NULL)";

export function openSqlite(path: string): Database.Database {
	const database = new Database(path, { timeout: 5_000 });
	database.exec("PRAGMA journal_mode = WAL");
	database.exec("PRAGMA synchronous = FULL");
	database.exec(`CREATE TABLE IF NOT EXISTS ${TABLE}`);
	return database;
}

export function insertSqlite(database: Database.Database, { to, amount }: Transfer): MadeTransfer {
	const { lastInsertRowid } = database.prepare("INSERT INTO transfers (payee, amount) VALUES (?, ?)").run(to, amount);
	return { id: Number(lastInsertRowid), to, amount };
}

/** How many transfers to a payee there are, read beside the server. */
export function countSqlite(path: string, payee: string): number {
	const database = openSqlite(path);
	const row = database.prepare("SELECT count(*) AS many FROM transfers WHERE payee = ?").get(payee);
	database.close();
	return (row as { many: number }).many;
}
