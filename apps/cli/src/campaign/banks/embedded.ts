import { sqliteStore } from "@roundtrip/idempotency";
import Database from "libsql";
import { ACCOUNTS, OPENING_BALANCE, type Transfer } from "../plan.ts";
import type { Bank, Books, Row } from "./bank.ts";

/** A commit is on the disk before it is acknowledged. */
const DURABLE = ["PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"];
const TABLES = `
CREATE TABLE accounts (account INTEGER PRIMARY KEY, balance INTEGER NOT NULL CHECK (balance >= 0));
CREATE TABLE transfers (
	row INTEGER PRIMARY KEY AUTOINCREMENT,
	number INTEGER NOT NULL, from_account INTEGER NOT NULL, to_account INTEGER NOT NULL, amount INTEGER NOT NULL
);`;

function open(path: string): Database.Database {
	const database = new Database(path, { timeout: 5_000 });
	for (const pragma of DURABLE) database.exec(pragma);
	return database;
}

export function createEmbedded(path: string): void {
	const database = open(path);
	database.exec(TABLES);
	const insert = database.prepare("INSERT INTO accounts (account, balance) VALUES (?, ?)");
	database.exec("BEGIN");
	for (let account = 1; account <= ACCOUNTS; account++) insert.run(account, OPENING_BALANCE);
	database.exec("COMMIT");
	database.close();
}

export function openEmbedded(path: string): Bank<Database.Database> {
	const database = open(path);
	return { store: sqliteStore({ database }), apply: async (transaction, transfer) => apply(transaction, transfer) };
}

function apply(database: Database.Database, { number, from, to, amount }: Transfer): number | undefined {
	const debit = database.prepare("UPDATE accounts SET balance = balance - ? WHERE account = ? AND balance >= ?");
	if (debit.run(amount, from, amount).changes !== 1) return undefined;
	database.prepare("UPDATE accounts SET balance = balance + ? WHERE account = ?").run(amount, to);
	const insert = "INSERT INTO transfers (number, from_account, to_account, amount) VALUES (?, ?, ?, ?)";
	return Number(database.prepare(insert).run(number, from, to, amount).lastInsertRowid);
}

/** Opens the file that a killed process has left, as the next process would. */
export function readEmbedded(path: string): Books {
	const database = open(path);
	const columns = `row, number, from_account AS "from", to_account AS "to", amount`;
	const rows = database.prepare(`SELECT ${columns} FROM transfers ORDER BY row`).all() as Row[];
	const accounts = database.prepare("SELECT balance FROM accounts ORDER BY account").all() as { balance: number }[];
	database.close();
	return { rows, balances: accounts.map(({ balance }) => balance) };
}

/** What the engine says of its own durability. */
export function embeddedSettings(path: string): string {
	const database = open(path);
	const { journal_mode: journal } = database.prepare("PRAGMA journal_mode").get() as { journal_mode: string };
	const { synchronous } = database.prepare("PRAGMA synchronous").get() as { synchronous: number };
	database.close();
	return `journal_mode = ${journal}, synchronous = ${synchronous === 2 ? "FULL" : synchronous}`;
}
