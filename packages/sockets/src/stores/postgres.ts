import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Engine, Tables } from "./tables.ts";

/** A connection that is not there by then is a problem to tell of, and not to wait for. */
const PATIENCE_MS = 10_000;
/** PostgreSQL itself takes 100, and others may want some. More statements at a time wait for one to be free. */
const CONNECTIONS_AT_MOST = 16;

/**
 * A PostgreSQL, by its URL. All connections are open when it is given, so that no statement of the run pays for one.
 *
 * @param schema where the tables lie
 * @param atATime how many statements may be worked on at a time
 * @throws what `pg` throws; it may hold the URL
 */
export async function openPostgres(url: string, schema: string, atATime: number): Promise<Engine> {
	const connections = Math.min(atATime, CONNECTIONS_AT_MOST);
	const pool = createPool(url, connections);
	const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(schema);
	await openAll(pool, connections);
	return { db, schema, numbered: (column) => column.primaryKey().generatedAlwaysAsIdentity() };
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
