import {
	createSerialization,
	effectInserted,
	orderAllows,
	SQL,
	type Statement,
	type StatementResult,
} from "@roundtrip/behaviour";
import type { Isolation } from "@roundtrip/model";
import { Kysely, SqliteDialect } from "kysely";
import Database from "libsql";
import { runStatement } from "./known-statements.ts";
import { type Session, TransactionAborted } from "./session.ts";
import type { Engine, Tables } from "./tables.ts";

/** What a transaction has changed and nobody else sees yet. */
interface Unseen {
	readonly amounts: Map<string, number>;
	readonly inserts: Statement[];
	/** Idempotency keys, by name. */
	readonly keys: Map<string, string>;
}

/**
 * Transactions of the embedded engine that are open at the same time. It lets one at a time write, for as long as that is
 * open: so what they change is kept until their COMMIT, which writes all of it at once. What one sees is the engine's: a
 * serializable one reads from a connection of its own, whose snapshot is of its first statement. Which of them can't be put
 * in an order is decided as in the simulated world; locks are for whoever calls.
 */
export function createEmbeddedSessions(
	path: string,
	db: Kysely<Tables>,
	withoutRoom: Engine["withoutRoom"],
): (isolation: Isolation) => Promise<Session> {
	const serialization = createSerialization();
	let begun = 0;

	return async (isolation) => {
		begun++;
		const id = String(begun);
		serialization.begin(id, isolation);
		const unseen: Unseen = { amounts: new Map(), inserts: [], keys: new Map() };
		let snapshot: Kysely<Tables> | undefined;
		const view = (): Kysely<Tables> => {
			if (isolation === "read-committed") return db;
			snapshot ??= openSnapshot(path);
			return snapshot;
		};

		async function end(isCommitted: boolean): Promise<void> {
			serialization.over(id, isCommitted);
			await snapshot?.destroy();
		}

		async function abort(): Promise<never> {
			await end(false);
			throw new TransactionAborted("serialization");
		}

		async function refused(): Promise<void> {
			try {
				await withoutRoom(async (within) => {
					await writeIn(within, unseen);
					return unseen.amounts.size + unseen.inserts.length;
				});
			} catch (error) {
				await end(false);
				throw error;
			}
		}

		return {
			async execute(statement) {
				// The snapshot is opened in the same instant as its number is taken.
				const from = view();
				if (!orderAllows(serialization, id, statement)) return abort();
				return executeIn(from, unseen, statement);
			},
			async commit(isFull = false) {
				if (!serialization.mayCommit(id)) await abort();
				if (isFull) await refused();
				await write(db, unseen);
				await end(true);
			},
			rollBack: () => end(false),
		};
	};
}

/** A read transaction of SQLite has its snapshot from its first read on. */
function openSnapshot(path: string): Kysely<Tables> {
	const database = new Database(path);
	database.exec("BEGIN");
	database.prepare("SELECT count(*) FROM sqlite_schema").get();
	return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
}

async function executeIn(
	db: Kysely<Tables>,
	{ amounts, inserts, keys }: Unseen,
	statement: Statement,
): Promise<StatementResult | undefined> {
	const [first, second] = statement.parameters;
	if (statement.sql === SQL.readAmount) {
		const own = amounts.get(String(first));
		return own === undefined ? runStatement(db, statement) : { amount: own };
	}
	if (statement.sql === SQL.insertEffect) {
		inserts.push(statement);
		return { changes: 1 };
	}
	if (statement.sql === SQL.insertEffectOnce) {
		const [, , once] = statement.parameters;
		const own = inserts.some(({ sql, parameters }) => sql === statement.sql && parameters[2] === once);
		if (own || (await isThere(db, String(once)))) return { changes: 0 };
		inserts.push(statement);
		return { changes: 1 };
	}
	if (statement.sql === SQL.lockKey || statement.sql === SQL.tryKey) {
		const own = keys.get(String(first));
		return own === undefined ? runStatement(db, statement) : { key: own };
	}
	if (statement.sql === SQL.saveKey) {
		keys.set(String(first), String(statement.parameters[2]));
		inserts.push(statement);
		return { changes: 1 };
	}
	if (statement.sql === SQL.settleKey || statement.sql === SQL.forgetKey) return runStatement(db, statement);
	if (statement.sql === SQL.countEffects) {
		const seen = await runStatement(db, statement);
		return seen !== undefined && "count" in seen
			? { count: seen.count + inserts.filter((each) => effectInserted(each) !== undefined).length }
			: seen;
	}
	const isAdding = statement.sql === SQL.addToAmount;
	if (!isAdding && statement.sql !== SQL.writeAmount) return runStatement(db, statement);
	const name = String(second);
	const before = amounts.get(name) ?? (await amountIn(db, name));
	if (before === undefined) return { changes: 0 };
	amounts.set(name, isAdding ? before + Number(first) : Number(first));
	return { changes: 1 };
}

/** Nobody else can add such a row meanwhile: whoever wants to waits for a lock. */
async function isThere(db: Kysely<Tables>, once: string): Promise<boolean> {
	const found = await db.selectFrom("effects").select("id").where("once", "=", once).executeTakeFirst();
	return found !== undefined;
}

async function amountIn(db: Kysely<Tables>, name: string): Promise<number | undefined> {
	const read = await runStatement(db, { sql: SQL.readAmount, parameters: [name] });
	return read !== undefined && "amount" in read && read.amount !== null ? read.amount : undefined;
}

/** All of it or nothing. */
async function write(db: Kysely<Tables>, unseen: Unseen): Promise<void> {
	if (unseen.amounts.size + unseen.inserts.length === 0) return;
	await db.transaction().execute((made) => writeIn(made, unseen));
}

async function writeIn(made: Kysely<Tables>, { amounts, inserts }: Unseen): Promise<void> {
	for (const [name, amount] of amounts) await runStatement(made, { sql: SQL.writeAmount, parameters: [amount, name] });
	for (const insert of inserts) await runStatement(made, insert);
}
