import { type PostgresServer, startPostgres } from "@roundtrip/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openEffectsStore } from "./effects-store.ts";
import { createPostgresSchema } from "./postgres-schema.ts";

const PATIENCE_MS = 60_000;
const SPEC = { is: "database", workers: 8, rows: 0, index: true, scan: 0, amounts: {}, patience: 5e9 } as const;

let postgres: PostgresServer;
let administrator: pg.Client;
beforeAll(async () => {
	postgres = await startPostgres();
	administrator = new pg.Client({ connectionString: postgres.url });
	await administrator.connect();
}, PATIENCE_MS);
afterAll(async () => {
	await administrator.end();
	await postgres.stop();
});

async function connectionsOf(role: string): Promise<number> {
	const { rows } = await administrator.query("SELECT 1 FROM pg_stat_activity WHERE usename = $1", [role]);
	return rows.length;
}

/** A role of the server's own that may have so many connections; its URL. */
async function roleWith(name: string, connections: number): Promise<string> {
	await administrator.query(`CREATE ROLE ${name} LOGIN PASSWORD 's3cr3t' CONNECTION LIMIT ${connections}`);
	await administrator.query(`GRANT CREATE ON DATABASE postgres TO ${name}`);
	return Object.assign(new URL(postgres.url), { username: name, password: "s3cr3t" }).href;
}

describe("a PostgreSQL", { timeout: PATIENCE_MS }, () => {
	test("that gives too few connections says so, and gets back those that it gave", async () => {
		const url = await roleWith("few", 5);
		const schema = await createPostgresSchema(url, SPEC);
		await expect(openEffectsStore(schema.place, SPEC)).rejects.toThrow(/too many connections for role "few"/);
		await schema.drop();
		await expect.poll(() => connectionsOf("few")).toBe(0);
	});

	test("whose connections break between two statements is asked over new ones, and keeps nothing of ours", async () => {
		const url = await roleWith("broken", 20);
		const schema = await createPostgresSchema(url, SPEC);
		const store = await openEffectsStore(schema.place, SPEC);
		const statement = { sql: "SELECT count(*) AS count FROM effects", parameters: [] };
		await store.execute(statement);
		await administrator.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'broken'");
		// The news of it may be on their way still; a statement that meets them fails, and none does for ever.
		await expect.poll(() => store.execute(statement).catch(() => undefined)).toEqual({ count: 0 });
		await store.close();
		await schema.drop();
		const { rows } = await administrator.query("SELECT 1 FROM pg_namespace WHERE nspname LIKE 'roundtrip%'");
		expect(rows).toEqual([]);
	});

	test("keeps the schemas of runs that live when another begins there", async () => {
		const first = await createPostgresSchema(postgres.url, SPEC);
		const second = await createPostgresSchema(postgres.url, SPEC);
		const store = await openEffectsStore(first.place, SPEC);
		await second.drop();
		const insert = { sql: "INSERT INTO effects (effect, call) VALUES (?, ?)", parameters: ["transfer", "e1.1/1"] };
		expect(await store.execute(insert)).toEqual({ changes: 1 });
		await store.close();
		await first.drop();
	});
});
