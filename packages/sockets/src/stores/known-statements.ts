import { SQL, type Statement, type StatementResult } from "@roundtrip/behaviour";
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

type Run = (db: Kysely<Tables>, parameters: Statement["parameters"]) => Promise<StatementResult | undefined>;

/** The statements that are known; the same code asks every engine. */
const KNOWN: ReadonlyMap<string, Run> = new Map<string, Run>([
	[SQL.insertEffect, insertEffect],
	[SQL.insertEffectOnce, insertEffectOnce],
	[SQL.countEffects, countEffects],
	[SQL.findRecord, findRecord],
	[SQL.readAmount, readAmount],
	[SQL.writeAmount, writeAmount],
	[SQL.addToAmount, addToAmount],
	[SQL.lockKey, findKey],
	[SQL.tryKey, findKey],
	[SQL.saveKey, saveKey],
	[SQL.settleKey, settleKey],
	[SQL.forgetKey, forgetKey],
]);

/** Runs a statement that scenarios know; undefined for any other. */
export function runStatement(
	db: Kysely<Tables>,
	{ sql: text, parameters }: Pick<Statement, "sql" | "parameters">,
): Promise<StatementResult | undefined> {
	return KNOWN.get(text)?.(db, parameters) ?? Promise.resolve(undefined);
}

async function readAmount(
	db: Kysely<Tables>,
	[name, ...more]: Statement["parameters"],
): Promise<StatementResult | undefined> {
	if (typeof name !== "string" || more.length > 0) return undefined;
	const found = await db.selectFrom("amounts").select("amount").where("name", "=", name).executeTakeFirst();
	return { amount: found === undefined ? null : Number(found.amount) };
}

async function writeAmount(
	db: Kysely<Tables>,
	[amount, name, ...more]: Statement["parameters"],
): Promise<StatementResult | undefined> {
	if (!Number.isSafeInteger(amount) || typeof name !== "string" || more.length > 0) return undefined;
	const { numUpdatedRows } = await db
		.updateTable("amounts")
		.set({ amount: Number(amount) })
		.where("name", "=", name)
		.executeTakeFirstOrThrow();
	return { changes: Number(numUpdatedRows) };
}

async function addToAmount(
	db: Kysely<Tables>,
	[by, name, ...more]: Statement["parameters"],
): Promise<StatementResult | undefined> {
	if (!Number.isSafeInteger(by) || typeof name !== "string" || more.length > 0) return undefined;
	const { numUpdatedRows } = await db
		.updateTable("amounts")
		.set({ amount: sql<number>`amount + ${Number(by)}` })
		.where("name", "=", name)
		.executeTakeFirstOrThrow();
	return { changes: Number(numUpdatedRows) };
}

async function insertEffect(
	db: Kysely<Tables>,
	[effect, call, ...more]: Statement["parameters"],
): Promise<StatementResult | undefined> {
	if (typeof effect !== "string" || typeof call !== "string" || more.length > 0) return undefined;
	const { numInsertedOrUpdatedRows } = await db
		.insertInto("effects")
		.values({ effect, call, once: null })
		.executeTakeFirstOrThrow();
	return { changes: Number(numInsertedOrUpdatedRows) };
}

async function insertEffectOnce(
	db: Kysely<Tables>,
	[effect, call, once, ...more]: Statement["parameters"],
): Promise<StatementResult | undefined> {
	if (typeof effect !== "string" || typeof call !== "string" || typeof once !== "string" || more.length > 0) {
		return undefined;
	}
	const { numInsertedOrUpdatedRows } = await db
		.insertInto("effects")
		.values({ effect, call, once })
		.onConflict((conflict) => conflict.column("once").doNothing())
		.executeTakeFirstOrThrow();
	return { changes: Number(numInsertedOrUpdatedRows) };
}

/** Who may look is decided before it is asked for: the name of a key can be held although there is no row yet. */
async function findKey(
	db: Kysely<Tables>,
	[name, ...more]: Statement["parameters"],
): Promise<StatementResult | undefined> {
	if (typeof name !== "string" || more.length > 0) return undefined;
	const found = await db.selectFrom("keys").select("record").where("name", "=", name).executeTakeFirst();
	return { key: found?.record ?? null };
}

async function saveKey(
	db: Kysely<Tables>,
	[name, fence, record, ...more]: Statement["parameters"],
): Promise<StatementResult | undefined> {
	if (typeof name !== "string" || !Number.isSafeInteger(fence) || typeof record !== "string" || more.length > 0) {
		return undefined;
	}
	const row = { fence: Number(fence), record };
	const { numInsertedOrUpdatedRows } = await db
		.insertInto("keys")
		.values({ name, ...row })
		.onConflict((conflict) => conflict.column("name").doUpdateSet(row))
		.executeTakeFirstOrThrow();
	return { changes: Number(numInsertedOrUpdatedRows) };
}

async function settleKey(
	db: Kysely<Tables>,
	[record, name, fence, ...more]: Statement["parameters"],
): Promise<StatementResult | undefined> {
	if (typeof record !== "string" || typeof name !== "string" || !Number.isSafeInteger(fence) || more.length > 0) {
		return undefined;
	}
	const { numUpdatedRows } = await db
		.updateTable("keys")
		.set({ record })
		.where("name", "=", name)
		.where("fence", "=", Number(fence))
		.executeTakeFirstOrThrow();
	return { changes: Number(numUpdatedRows) };
}

async function forgetKey(
	db: Kysely<Tables>,
	[name, fence, ...more]: Statement["parameters"],
): Promise<StatementResult | undefined> {
	if (typeof name !== "string" || !Number.isSafeInteger(fence) || more.length > 0) return undefined;
	const { numDeletedRows } = await db
		.deleteFrom("keys")
		.where("name", "=", name)
		.where("fence", "=", Number(fence))
		.executeTakeFirstOrThrow();
	return { changes: Number(numDeletedRows) };
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
