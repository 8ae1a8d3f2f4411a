import type { Statement, StatementResult, Transaction } from "@roundtrip/behaviour";
import type { DatabaseSpec, Isolation } from "@roundtrip/model";
import type { Kysely } from "kysely";
import { openEmbedded } from "./embedded.ts";
import { runStatement } from "./known-statements.ts";
import type { DatabasePlace } from "./place.ts";
import { openPostgres } from "./postgres.ts";
import { type Session, TransactionAborted } from "./session.ts";
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
	 * @param isFull whether the engine is to find no room for what it changes
	 * @throws TransactionAborted where there is none
	 * @throws StoreError where the database fails
	 */
	execute(asked: Statement | Transaction, isFull?: boolean): Promise<StatementResult | undefined>;
	/**
	 * Opens a transaction that goes on over several statements, each of which may fail with `TransactionAborted`.
	 *
	 * @throws StoreError where the database fails
	 */
	begin(isolation: Isolation): Promise<Session>;
	close(): Promise<void>;
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
	const { db, begin, withoutRoom } = await failingAs(place, () => openEngine(place, spec));
	const run = (asked: Statement | Transaction): Promise<StatementResult | undefined> =>
		"transaction" in asked ? transact(db, asked) : runStatement(db, asked);
	return {
		execute: (asked, isFull = false) => failingAs(place, () => (isFull ? runFull(withoutRoom, asked) : run(asked))),
		async begin(isolation) {
			const session = await failingAs(place, () => begin(isolation));
			return {
				execute: (statement) => failingAs(place, () => session.execute(statement)),
				commit: (isFull) => failingAs(place, () => session.commit(isFull)),
				rollBack: () => failingAs(place, () => session.rollBack()),
			};
		},
		close: () => db.destroy(),
	};
}

async function transact(db: Kysely<Tables>, { transaction }: Transaction): Promise<StatementResult | undefined> {
	try {
		return await db.transaction().execute(async (within) => {
			let changes = 0;
			for (const statement of transaction) {
				const result = await runStatement(within, statement);
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

/** What changes nothing is answered as ever. */
async function runFull(
	withoutRoom: Engine["withoutRoom"],
	asked: Statement | Transaction,
): Promise<StatementResult | undefined> {
	let result: StatementResult | undefined;
	await withoutRoom(async (within) => {
		let changes = 0;
		for (const statement of "transaction" in asked ? asked.transaction : [asked]) {
			result = await runStatement(within, statement);
			if (result === undefined) return 0;
			changes += "changes" in result ? result.changes : 0;
		}
		if ("transaction" in asked) result = { changes };
		return changes;
	});
	return result;
}

async function openEngine(place: DatabasePlace, spec: DatabaseSpec): Promise<Engine> {
	if (place.engine === "postgres") return openPostgres(place.url, place.schema, spec);
	const engine = openEmbedded(place.path);
	await prepareTables(engine, spec);
	return engine;
}

/** All effects in a database, in the order in which they were numbered. */
export function readEffects(place: DatabasePlace): Promise<readonly EffectRow[]> {
	return failingAs(place, async () => {
		const { db } = await openEngine(place, {
			is: "database",
			workers: 1,
			rows: 0,
			index: true,
			scan: 0,
			amounts: {},
			patience: 5e9,
		});
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
		if (error instanceof TransactionAborted) throw error;
		throw new StoreError(error, place);
	}
}
