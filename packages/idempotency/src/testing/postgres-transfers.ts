import pg from "pg";
import type { Transfer } from "./control.ts";
import type { MadeTransfer } from "./transfers.ts";

const TABLE = "transfers (id SERIAL PRIMARY KEY, payee TEXT NOT NULL, amount INTEGER NOT NULL)";

export async function openPostgres(url: string): Promise<pg.Pool> {
	const pool = new pg.Pool({ connectionString: url, max: 20 });
	pool.on("error", () => undefined);
	await pool.query(`CREATE TABLE IF NOT EXISTS ${TABLE}`).catch((error: { code?: string }) => {
		// Another server has made it in the same moment.
		if (error.code !== "23505") throw error;
	});
	return pool;
}

export async function insertPostgres(client: pg.PoolClient, { to, amount }: Transfer): Promise<MadeTransfer> {
	const text = "INSERT INTO transfers (payee, amount) VALUES ($1, $2) RETURNING id";
	const { rows } = await client.query<{ readonly id: number }>(text, [to, amount]);
	return { id: rows[0]?.id ?? 0, to, amount };
}

/** How many transfers to a payee there are, read beside the server. */
export async function countPostgres(url: string, payee: string): Promise<number> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const text = "SELECT count(*) AS many FROM transfers WHERE payee = $1";
		return Number((await client.query<{ readonly many: string }>(text, [payee])).rows[0]?.many);
	} finally {
		await client.end();
	}
}
