import { RECORD_FILLING } from "@roundtrip/behaviour";
import type { DatabaseSpec, Isolation } from "@roundtrip/model";
import { type ColumnDefinitionBuilder, type ColumnType, type Generated, type Kysely, sql } from "kysely";
import type { Session } from "./session.ts";

/** What every database holds, whichever its engine is. */
export interface Tables {
	/** One row for each time that an effect was made lasting. */
	readonly effects: {
		readonly id: Generated<number>;
		readonly effect: string;
		readonly call: string;
		/** Of which there can be one only. */
		readonly once: string | null;
	};
	/** Idempotency keys, by the names that servers give them. */
	readonly keys: { readonly name: string; readonly fence: number; readonly record: string };
	/** Numbers by name; PostgreSQL gives those of 64 bits as text. */
	readonly amounts: { readonly name: string; readonly amount: ColumnType<number | string, number, number> };
	/** What reads look up. */
	readonly records: { readonly id: Generated<number>; readonly key: number; readonly content: string };
}

/** A database that statements can be sent to, and what its engine says in words of its own. */
export interface Engine {
	readonly db: Kysely<Tables>;
	/** Makes a column number the rows. */
	readonly numbered: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
	/** The schema that its tables lie in, where it has schemas. */
	readonly schema?: string;
	/** Opens a transaction that goes on over several statements. */
	readonly begin: (isolation: Isolation) => Promise<Session>;
	/**
	 * Does all of it in one transaction that the engine itself undoes, since it finds no room for it. Resolved where nothing was
	 * changed, so that no room was needed.
	 *
	 * @param work says how much it has changed
	 * @throws TransactionAborted
	 */
	readonly withoutRoom: (work: (within: Kysely<Tables>) => Promise<number>) => Promise<void>;
}

/** Makes the tables where they aren't there yet, and fills them: all of it or nothing. */
export async function prepareTables(
	{ db, numbered, schema }: Engine,
	{ rows, index, amounts }: DatabaseSpec,
): Promise<void> {
	await db.transaction().execute(async (made) => {
		await made.schema
			.createTable("effects")
			.ifNotExists()
			.addColumn("id", "integer", numbered)
			.addColumn("effect", "text", (column) => column.notNull())
			.addColumn("call", "text", (column) => column.notNull())
			.addColumn("once", "text", (column) => column.unique())
			.execute();
		await made.schema
			.createTable("keys")
			.ifNotExists()
			.addColumn("name", "text", (column) => column.primaryKey())
			.addColumn("fence", "bigint", (column) => column.notNull())
			.addColumn("record", "text", (column) => column.notNull())
			.execute();
		await makeAmounts(made, amounts);
		if (rows === 0 || !(await makeRecords(made, numbered, rows))) return;
		if (index) await made.schema.createIndex("records_by_key").on("records").column("key").execute();
		// Otherwise an engine may not know yet how many rows there are, and plan its reads for a few.
		await sql`ANALYZE ${sql.table(schema === undefined ? "records" : `${schema}.records`)}`.execute(made);
	});
}

/** Those that are there already stay as they are. */
async function makeAmounts(db: Kysely<Tables>, amounts: DatabaseSpec["amounts"]): Promise<void> {
	const rows = Object.entries(amounts).map(([name, amount]) => ({ name, amount }));
	if (rows.length === 0) return;
	await db.schema
		.createTable("amounts")
		.ifNotExists()
		.addColumn("name", "text", (column) => column.primaryKey())
		.addColumn("amount", "bigint", (column) => column.notNull())
		.execute();
	await db
		.insertInto("amounts")
		.values(rows)
		.onConflict((conflict) => conflict.column("name").doNothing())
		.execute();
}

/** False where they are there already. */
async function makeRecords(db: Kysely<Tables>, numbered: Engine["numbered"], rows: number): Promise<boolean> {
	await db.schema
		.createTable("records")
		.ifNotExists()
		.addColumn("id", "integer", numbered)
		.addColumn("key", "integer", (column) => column.notNull())
		.addColumn("content", "text", (column) => column.notNull())
		.execute();
	const first = await db.selectFrom("records").select("id").limit(1).executeTakeFirst();
	if (first !== undefined) return false;
	await db.insertInto("records").columns(["key", "content"]).expression(recordsUpTo(rows)).execute();
	return true;
}

/** The keys from 1 to `rows` with their contents; both engines understand it. */
function recordsUpTo(rows: number): ReturnType<typeof sql<{ key: number; content: string }>> {
	return sql`WITH RECURSIVE keys(key) AS (SELECT 1 UNION ALL SELECT key + 1 FROM keys WHERE key < ${sql.lit(rows)})
		SELECT key, CAST(key AS text) || ${sql.lit(RECORD_FILLING)} FROM keys`;
}
