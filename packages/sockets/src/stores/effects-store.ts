import { SQL, type Statement, type StatementResult, type Transaction } from "@roundtrip/behaviour";
import type { DatabaseSpec } from "@roundtrip/model";
import type { Kysely } from "kysely";
import { openEmbedded } from "./embedded.ts";
import type { DatabasePlace } from "./place.ts";
import { openPostgres } from "./postgres.ts";
import { StoreError } from "./store-error.ts";
import { type Engine, prepareTables, type Tables } from "./tables.ts";

/** One effect that was made lasting. */
export interface EffectRow {
	readonly effect: string;
	readonly call: string;
}

/** Where a database keeps its effects and its records. */
export interface EffectsStore {
	/**
	 * Runs one of the statements that scenarios know, or several in one transaction: all of them or, where one isn't known
	 * or fails, none. Undefined for any other. What it changes is lasting when this is resolved.
	 *
	 * @throws StoreError where the database fails
	 */
	execute(asked: Statement | Transaction): Promise<StatementResult | undefined>;
	close(): Promise<void>;
}

type Run = (db: Kysely<Tables>, parameters: Statement["parameters"]) => Promise<StatementResult | undefined>;

/** The statements that are known; the same code asks every engine. */
const KNOWN: ReadonlyMap<string, Run> = new Map<string, Run>([
	[SQL.insertEffect, insertEffect],
	[SQL.countEffects, countEffects],
	[SQL.findRecord, findRecord],
]);

async function insertEffect(
	db: Kysely<Tables>,
	[effect, call, ...more]: Statement["parameters"],
): Promise<StatementResult | undefined> {
	if (typeof effect !== "string" || typeof call !== "string" || more.length > 0) return undefined;
	const { numInsertedOrUpdatedRows } = await db
		.insertInto("effects")
		.values({ effect, call })
		.executeTakeFirstOrThrow();
	return { changes: Number(numInsertedOrUpdatedRows) };
}

async function countEffects(
	db: Kysely<Tables>,
	parameters: Statement["parameters"],
): Promise<StatementResult | undefined> {
	if (parameters.length > 0) return undefined;
	const { count } = await db
		.selectFrom("effects")
		.select(({ fn }) => fn.countAll().as("count"))
		.executeTakeFirstOrThrow();
	return { count: Number(count) };
}

async function findRecord(
	db: Kysely<Tables>,
	[key, ...more]: Statement["parameters"],
): Promise<StatementResult | undefined> {
	if (!Number.isSafeInteger(key) || more.length > 0) return undefined;
	const record = await db.selectFrom("records").select("content").where("key", "=", Number(key)).executeTakeFirst();
	return { record: record?.content ?? null };
}

/** Ends a transaction whose statement isn't known. */
class UnknownStatement extends Error {}

/**
 * A SQL database. Rows that were committed are there again when it is opened after a kill. The tables of a file are made
 * where they aren't there yet; those of a schema have been made with it.
 *
 * @throws StoreError where it can't be opened
 */
export async function openEffectsStore(place: DatabasePlace, spec: DatabaseSpec): Promise<EffectsStore> {
	const { db } = await failingAs(place, () => openEngine(place, spec));
	return {
		execute: (asked) => failingAs(place, () => ("transaction" in asked ? transact(db, asked) : run(db, asked))),
		close: () => db.destroy(),
	};
}

function run(db: Kysely<Tables>, { sql, parameters }: Statement): Promise<StatementResult | undefined> {
	return KNOWN.get(sql)?.(db, parameters) ?? Promise.resolve(undefined);
}

async function transact(db: Kysely<Tables>, { transaction }: Transaction): Promise<StatementResult | undefined> {
	try {
		return await db.transaction().execute(async (within) => {
			let changes = 0;
			for (const statement of transaction) {
				const result = await run(within, statement);
				if (result === undefined) throw new UnknownStatement();
				changes += "changes" in result ? result.changes : 0;
			}
			return { changes };
		});
	} catch (error) {
		if (error instanceof UnknownStatement) return undefined;
		throw error;
	}
}

async function openEngine(place: DatabasePlace, spec: DatabaseSpec): Promise<Engine> {
	if (place.engine === "postgres") return openPostgres(place.url, place.schema, spec.workers);
	const engine = openEmbedded(place.path);
	await prepareTables(engine, spec);
	return engine;
}

/** All effects in a database, in the order in which they were numbered. */
export function readEffects(place: DatabasePlace): Promise<readonly EffectRow[]> {
	return failingAs(place, async () => {
		const { db } = await openEngine(place, { is: "database", workers: 1, rows: 0, index: true, scan: 0 });
		try {
			return await db.selectFrom("effects").select(["effect", "call"]).orderBy("id").execute();
		} finally {
			await db.destroy();
		}
	});
}

/** Whatever an engine throws, a password is not in it. */
async function failingAs<Value>(place: DatabasePlace, work: () => Promise<Value>): Promise<Value> {
	try {
		return await work();
	} catch (error) {
		throw new StoreError(error, place);
	}
}
