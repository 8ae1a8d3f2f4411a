import type { IdempotencyPolicy } from "@roundtrip/behaviour";
import type { PoolClient } from "pg";
import { type Guard, idempotent } from "../idempotent.ts";
import type { IdempotencyStore } from "../store.ts";
import { postgresStore } from "../stores/postgres-store.ts";
import { redisStore } from "../stores/redis-store.ts";
import { sqliteStore } from "../stores/sqlite-store.ts";
import type { ServerSetup, Transfer } from "./control.ts";
import type { Stage } from "./stage.ts";
import { insertSqlite, type MadeTransfer, openSqlite } from "./transfers.ts";

/** Routes of a server of a test, by path, each with a guard of its own policy, and the effect that all of them have. */
export interface GuardedTransfers<Transaction> {
	readonly guards: Readonly<Record<string, Guard<Transaction>>>;
	insert(transaction: Transaction, transfer: Transfer): Promise<MadeTransfer>;
}

/** A handler's way to its effect, whatever the store is. */
export type AnyTransfers = GuardedTransfers<unknown>;

export async function openTransfers(setup: ServerSetup, stage: Stage): Promise<AnyTransfers> {
	if (setup.redisUrl !== undefined) return onRedis(setup, setup.redisUrl, stage);
	if (setup.effects.engine === "postgres") {
		const { insertPostgres, openPostgres } = await import("./postgres-transfers.ts");
		const store = postgresStore<PoolClient>({ pool: await openPostgres(setup.effects.url) });
		await store.prepare();
		return { guards: guardsOf(store, stage), insert: insertPostgres };
	}
	const store = sqliteStore({ database: openSqlite(setup.effects.path) });
	await store.prepare();
	return {
		guards: guardsOf(store, stage),
		insert: async (database: ReturnType<typeof openSqlite>, transfer) => insertSqlite(database, transfer),
	};
}

/** The keys are in Redis, the effects in a file: no transaction holds both. */
async function onRedis(setup: ServerSetup, url: string, stage: Stage): Promise<AnyTransfers> {
	if (setup.effects.engine !== "sqlite") throw new Error("beside Redis, effects are in a file");
	const database = openSqlite(setup.effects.path);
	const { Redis } = await import("ioredis");
	const redis = new Redis(url);
	redis.on("error", () => undefined);
	const store = redisStore({ redis, patienceMs: 1_000 });
	return {
		guards: guardsOf(store, stage),
		insert: async (_none, transfer) => insertSqlite(database, transfer),
	};
}

function guardsOf<Transaction>(
	store: IdempotencyStore<Transaction>,
	stage: Stage,
): Readonly<Record<string, Guard<Transaction>>> {
	const guard = (policy: Partial<IdempotencyPolicy>): Guard<Transaction> =>
		idempotent(store, {
			...{ policy: { leaseMs: 30_000, ...policy }, clock: stage.clock },
			observe: (event) => {
				if (event.what === "step") stage.reached(event.step);
			},
		});
	const undoes = store.ties === "transaction" ? { stores: ["2xx", "4xx"] as const } : {};
	return {
		"/transfers": guard({}),
		"/canonical/transfers": guard({ fingerprint: "canonical-json" }),
		"/undone/transfers": guard(undoes),
		"/again/transfers": guard({ lostHolder: "run-again" }),
	};
}
