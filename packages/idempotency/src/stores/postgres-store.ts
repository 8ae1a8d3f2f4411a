import { createHash } from "node:crypto";
import { beginKey, type InFlight, isStored, type KeyRecord } from "@roundtrip/behaviour";
import { type HttpAnswer, keptAnswer, writeAnswer } from "../answer.ts";
import { type Asked, type IdempotencyStore, NEVER, StoreError, type StoreResult, type Work } from "../store.ts";
import { COLUMNS, checkedTable, type KeyRow, recordOf } from "./rows.ts";

/** A connection of `pg`, as far as it is needed here. */
export interface PostgresClient {
	query(
		text: string,
		values?: readonly unknown[],
	): Promise<{ readonly rows: readonly unknown[]; readonly rowCount: number | null; readonly command: string }>;
	release(error?: Error | boolean): void;
	on(event: "error", listener: (error: Error) => void): unknown;
	off(event: "error", listener: (error: Error) => void): unknown;
}

/** A pool of `pg`. */
export interface PostgresPool<Client extends PostgresClient> {
	connect(): Promise<Client>;
}

export interface PostgresStoreOptions<Client extends PostgresClient> {
	readonly pool: PostgresPool<Client>;
	/** `idempotency_keys` unless it is named. */
	readonly table?: string | undefined;
}

const DEFAULT_TABLE = "idempotency_keys";

/** The statements that make the table, for those who keep their schema themselves. */
export function postgresTable(table: string = DEFAULT_TABLE): string {
	const name = checkedTable(table);
	return `CREATE TABLE IF NOT EXISTS ${name} (
	name text PRIMARY KEY,
	fingerprint text,
	answer text,
	fence bigint NOT NULL,
	created_ms bigint NOT NULL,
	expires_ms bigint NOT NULL,
	lease_until_ms bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS ${name.replace(".", "_")}_expires_ms ON ${name} (expires_ms);`;
}

/**
 * Keys in a table of a PostgreSQL. A request holds its key with an advisory lock of its transaction: it ends with the
 * transaction, and with the connection where the process dies, so that there is no lease to wait for. The primary key stands
 * behind it, whoever writes to the table.
 */
export function postgresStore<Client extends PostgresClient>(
	options: PostgresStoreOptions<Client>,
): IdempotencyStore<Client> {
	const { pool } = options;
	const table = checkedTable(options.table ?? DEFAULT_TABLE);
	return {
		ties: "transaction",
		prepare: () => prepare(pool, table),
		run: (asked, work) => run(pool, table, asked, work),
		async purge(nowMs, atMost = 1_000) {
			const some = `SELECT name FROM ${table} WHERE expires_ms <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED`;
			const client = await connect(pool);
			try {
				const gone = await client.query(`DELETE FROM ${table} WHERE name IN (${some})`, [nowMs, atMost]);
				return gone.rowCount ?? 0;
			} finally {
				client.release();
			}
		},
	};
}

async function prepare<Client extends PostgresClient>(pool: PostgresPool<Client>, table: string): Promise<void> {
	const client = await connect(pool);
	try {
		// Servers that start together would otherwise both make it, and one of them would fail.
		await client.query("BEGIN");
		await client.query("SELECT pg_advisory_xact_lock($1::bigint)", [lockNumber(table, "table")]);
		await client.query(postgresTable(table));
		await client.query("COMMIT");
	} catch (error) {
		await client.query("ROLLBACK").catch(() => undefined);
		throw error;
	} finally {
		client.release();
	}
}

async function connect<Client extends PostgresClient>(pool: PostgresPool<Client>): Promise<Client> {
	try {
		return await pool.connect();
	} catch (error) {
		throw new StoreError("the database of idempotency keys can't be reached", "no", error);
	}
}

async function run<Client extends PostgresClient>(
	pool: PostgresPool<Client>,
	table: string,
	asked: Asked,
	work: Work<Client>,
): Promise<StoreResult> {
	const client = await connect(pool);
	let broken: Error | undefined;
	// A connection that breaks while nothing is asked over it says so in an event, which ends the process if nobody listens.
	const breaks = (error: Error): void => {
		broken = error;
	};
	client.on("error", breaks);
	try {
		return await inTransaction(client, table, asked, work);
	} catch (error) {
		// A connection on which a transaction may still be open goes back to nobody.
		await client.query("ROLLBACK").catch((failed: unknown) => {
			broken = failed instanceof Error ? failed : new Error(String(failed));
		});
		asked.onStep("rolled-back");
		throw error;
	} finally {
		client.off("error", breaks);
		client.release(broken);
	}
}

async function inTransaction<Client extends PostgresClient>(
	client: Client,
	table: string,
	asked: Asked,
	work: Work<Client>,
): Promise<StoreResult> {
	await ours(client.query("BEGIN ISOLATION LEVEL READ COMMITTED"));
	const begun = asked.name === undefined ? undefined : await ours(begin(client, table, asked.name, asked));
	if (begun?.does === "end") {
		await client.query("ROLLBACK");
		return begun.result;
	}
	if (begun !== undefined) asked.onStep("claimed");
	const answer = await work({ transaction: client, fence: begun?.record.fence ?? 0, signal: NEVER });
	asked.onStep("worked");
	if (!isStored(asked.policy, answer.status)) {
		await ours(client.query("ROLLBACK"));
		asked.onStep("rolled-back");
		return { did: "run", answer };
	}
	if (asked.name !== undefined) {
		await ours(write(client, table, asked.name, answer));
		asked.onStep("written");
	}
	await commit(client);
	asked.onStep("committed");
	return { did: "run", answer };
}

type Begun =
	| { readonly does: "run"; readonly record: InFlight }
	| { readonly does: "end"; readonly result: StoreResult };

async function begin(client: PostgresClient, table: string, name: string, asked: Asked): Promise<Begun> {
	const locked = await client.query("SELECT pg_try_advisory_xact_lock($1::bigint) AS free", [lockNumber(table, name)]);
	const [lock] = locked.rows as readonly { readonly free: boolean }[];
	if (lock?.free !== true) return { does: "end", result: { did: "refuse", why: "in-flight" } };
	const found = await client.query(`SELECT ${COLUMNS} FROM ${table} WHERE name = $1 FOR UPDATE`, [name]);
	const [row] = found.rows as readonly KeyRow[];
	const record: KeyRecord<HttpAnswer> | undefined = row === undefined ? undefined : recordOf(row);
	const { fingerprint, policy } = asked;
	const ask = { fingerprint, nowMs: asked.clock(), fence: (record?.fence ?? 0) + 1 };
	const decision = beginKey(record, ask, policy);
	if (decision.does === "replay") return { does: "end", result: { did: "replay", answer: decision.answer } };
	if (decision.does === "refuse") return { does: "end", result: { did: "refuse", why: decision.why } };
	const isOurs = await claim(client, table, name, decision.record, record?.fence);
	return isOurs ? decision : { does: "end", result: { did: "refuse", why: "in-flight" } };
}

/**
 * Writes a record where there is none, or in place of the one that was read. False where somebody else was faster, who can only be
 * one that takes no lock: the primary key makes us wait for them.
 */
async function claim(
	client: PostgresClient,
	table: string,
	name: string,
	record: InFlight,
	readFence: number | undefined,
): Promise<boolean> {
	const { fingerprint = null, fence, createdMs, expiresMs, leaseUntilMs } = record;
	const values = [name, fingerprint, fence, createdMs, expiresMs, leaseUntilMs];
	const insert = `INSERT INTO ${table} (name, ${COLUMNS}) VALUES ($1, $2, NULL, $3, $4, $5, $6) ON CONFLICT DO NOTHING`;
	const update = `UPDATE ${table} SET (${COLUMNS}) = ($2, NULL, $3, $4, $5, $6) WHERE name = $1 AND fence = $7`;
	const { rowCount } = await (readFence === undefined
		? client.query(insert, values)
		: client.query(update, [...values, readFence]));
	return rowCount === 1;
}

async function write(client: PostgresClient, table: string, name: string, answer: HttpAnswer): Promise<void> {
	const text = writeAnswer(keptAnswer(answer));
	const { rowCount } = await client.query(`UPDATE ${table} SET answer = $2 WHERE name = $1 AND answer IS NULL`, [
		name,
		text,
	]);
	if (rowCount !== 1)
		throw new StoreError(
			"the handler ended the transaction that it was given: its effect isn't tied to its key",
			"maybe",
		);
}

/** A failure of a statement of ours: the transaction is undone, so nothing happened. */
async function ours<Value>(statement: Promise<Value>): Promise<Value> {
	try {
		return await statement;
	} catch (error) {
		if (error instanceof StoreError) throw error;
		throw new StoreError("the database of idempotency keys failed; the transaction is undone", "no", error);
	}
}

/** In a transaction that has failed, COMMIT undoes everything and says so only in its tag. */
async function commit(client: PostgresClient): Promise<void> {
	let command: string;
	try {
		({ command } = await client.query("COMMIT"));
	} catch (error) {
		throw new StoreError("the database went away during the commit: it may have happened", "maybe", error);
	}
	if (command !== "COMMIT") throw new StoreError("a statement of the handler failed, and all was undone", "no");
}

/** 64 bits of a digest, as a signed number. Two keys that share one are at most told to wait for each other. */
function lockNumber(table: string, name: string): string {
	return createHash("sha256").update(`${table}\n${name}`).digest().readBigInt64BE(0).toString();
}
