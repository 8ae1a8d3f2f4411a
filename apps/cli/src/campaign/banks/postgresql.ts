import { setTimeout as wait } from "node:timers/promises";
import { postgresStore } from "@roundtrip/idempotency";
import pg from "pg";
import { ACCOUNTS, OPENING_BALANCE, type Transfer } from "../plan.ts";
import type { Bank, Books, Row } from "./bank.ts";

const TABLES = `
CREATE TABLE accounts (account integer PRIMARY KEY, balance integer NOT NULL CHECK (balance >= 0));
CREATE TABLE transfers (
	row serial PRIMARY KEY,
	number integer NOT NULL, from_account integer NOT NULL, to_account integer NOT NULL, amount integer NOT NULL
);`;
/** What connections of the server are known by. */
const NAME = "roundtrip-campaign-server";
const CONNECTIONS = 10;
const PATIENCE_MS = 20_000;
const PAUSE_MS = 20;

async function asked<Value>(url: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}

export async function createPostgresql(url: string): Promise<void> {
	await asked(url, async (client) => {
		await client.query(TABLES);
		const accounts = "INSERT INTO accounts SELECT account, $2 FROM generate_series(1, $1) AS account";
		await client.query(accounts, [ACCOUNTS, OPENING_BALANCE]);
	});
}

export function openPostgresql(url: string): Bank<pg.PoolClient> {
	const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, application_name: NAME });
	// An idle connection that breaks is taken out of the pool; the next request gets another.
	pool.on("error", () => undefined);
	return { store: postgresStore<pg.PoolClient>({ pool }), apply };
}

async function apply(client: pg.PoolClient, { number, from, to, amount }: Transfer): Promise<number | undefined> {
	// Both rows in one order, whichever way the money goes: two transfers never wait for each other.
	await client.query("SELECT 1 FROM accounts WHERE account IN ($1, $2) ORDER BY account FOR UPDATE", [from, to]);
	const debit = "UPDATE accounts SET balance = balance - $1 WHERE account = $2 AND balance >= $1";
	if ((await client.query(debit, [amount, from])).rowCount !== 1) return undefined;
	await client.query("UPDATE accounts SET balance = balance + $1 WHERE account = $2", [amount, to]);
	const insert =
		"INSERT INTO transfers (number, from_account, to_account, amount) VALUES ($1, $2, $3, $4) RETURNING row";
	const { rows } = await client.query<{ row: number }>(insert, [number, from, to, amount]);
	return rows[0]?.row;
}

/** Read when nothing that the killed servers have begun is still at work. */
export async function readPostgresql(url: string): Promise<Books> {
	return asked(url, async (client) => {
		await untilNobodyWorks(client);
		const columns = `row, number, from_account AS "from", to_account AS "to", amount`;
		const { rows } = await client.query<Row>(`SELECT ${columns} FROM transfers ORDER BY row`);
		const accounts = await client.query<{ balance: number }>("SELECT balance FROM accounts ORDER BY account");
		return { rows, balances: accounts.rows.map(({ balance }) => balance) };
	});
}

/** A server that was killed has sent what it has sent: its last statements may still be carried out. */
async function untilNobodyWorks(client: pg.Client): Promise<void> {
	const text = "SELECT count(*)::int AS many FROM pg_stat_activity WHERE application_name = $1";
	for (let leftMs = PATIENCE_MS; leftMs > 0; leftMs -= PAUSE_MS) {
		const { rows } = await client.query<{ many: number }>(text, [NAME]);
		if (rows[0]?.many === 0) return;
		await wait(PAUSE_MS);
	}
	throw new Error(`connections of killed servers were still open after ${PATIENCE_MS / 1_000} s`);
}

/** What the engine says of its own durability. */
export async function postgresqlSettings(url: string): Promise<string> {
	return asked(url, async (client) => {
		const names = ["fsync", "synchronous_commit", "full_page_writes"];
		const text = "SELECT name, setting FROM pg_settings WHERE name = ANY($1) ORDER BY array_position($1, name)";
		const { rows } = await client.query<{ name: string; setting: string }>(text, [names]);
		return rows.map(({ name, setting }) => `${name} = ${setting}`).join(", ");
	});
}
