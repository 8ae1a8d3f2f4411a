import { randomBytes } from "node:crypto";
import type { DatabaseSpec } from "@roundtrip/model";
import pg from "pg";
import { type DatabasePlace, rehearsalSchema } from "./place.ts";
import { openPostgres } from "./postgres.ts";
import { StoreError } from "./store-error.ts";
import { prepareTables } from "./tables.ts";

/** The schema of one database of one run, in a PostgreSQL that others use as well. */
export interface PostgresSchema {
	readonly place: DatabasePlace;
	/** Of the server. */
	readonly version: string;
	/** Takes it away with all that is in it. Never throws. */
	drop(): Promise<void>;
}

/** As names of ours look; whatever is named in another way stays untouched. */
const OURS = "^roundtrip_[0-9a-f]{16}(_rehearsal)?$";

/**
 * Makes the schema of a run, and one beside it for its rehearsals, with their tables. Schemas of runs that died before they
 * could drop theirs are dropped first: a run that lives holds a lock with the name of its schema.
 *
 * @throws StoreError
 */
export async function createPostgresSchema(url: string, spec: DatabaseSpec): Promise<PostgresSchema> {
	const schema = `roundtrip_${randomBytes(8).toString("hex")}`;
	const place: DatabasePlace = { engine: "postgres", url, schema };
	try {
		const client = await connect(url);
		const drop = (): Promise<void> => giveBack(client, url, [schema, rehearsalSchema(schema)]);
		try {
			await dropAbandoned(client);
			await make(client, schema, url, spec);
			await make(client, rehearsalSchema(schema), url, { ...spec, rows: 0 });
			return { place, drop, version: await versionOf(client) };
		} catch (error) {
			await drop();
			throw error;
		}
	} catch (error) {
		throw new StoreError(error, place);
	}
}

/** The connection that holds a run's locks. Should it break, the run goes on without them. */
async function connect(connectionString: string): Promise<pg.Client> {
	const client = new pg.Client({ connectionString, application_name: "roundtrip", connectionTimeoutMillis: 10_000 });
	client.on("error", () => undefined);
	await client.connect();
	return client;
}

async function versionOf(client: pg.Client): Promise<string> {
	const { rows } = await client.query<{ readonly server_version: string }>("SHOW server_version");
	return rows[0]?.server_version ?? "";
}

/** Over another connection where this one broke. Where the server is gone, the next run there finds what is left. */
async function giveBack(client: pg.Client, url: string, schemas: readonly string[]): Promise<void> {
	await dropAll(client, schemas)
		.catch(() => dropAnew(url, schemas))
		.catch(() => undefined);
	await client.end().catch(() => undefined);
}

async function dropAnew(url: string, schemas: readonly string[]): Promise<void> {
	const client = await connect(url);
	try {
		await dropAll(client, schemas);
	} finally {
		await client.end();
	}
}

async function make(client: pg.Client, schema: string, url: string, spec: DatabaseSpec): Promise<void> {
	await client.query("SELECT pg_advisory_lock(hashtext($1))", [schema]);
	await client.query(`CREATE SCHEMA ${schema}`);
	const engine = await openPostgres(url, schema, { workers: 1, patience: spec.patience });
	try {
		await prepareTables(engine, spec);
	} finally {
		await engine.db.destroy();
	}
}

/** Those of ours, of this user, that nobody holds. */
async function dropAbandoned(client: pg.Client): Promise<void> {
	const { rows } = await client.query<{ readonly name: string }>(
		`SELECT nspname AS name FROM pg_namespace
		WHERE nspname ~ $1 AND nspowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)`,
		[OURS],
	);
	for (const { name } of rows) {
		const { rows: locks } = await client.query<{ readonly free: boolean }>(
			"SELECT pg_try_advisory_lock(hashtext($1)) AS free",
			[name],
		);
		if (locks[0]?.free !== true) continue;
		await dropAll(client, [name]);
		await client.query("SELECT pg_advisory_unlock(hashtext($1))", [name]);
	}
}

/** @param names as this file makes them, so that they need no quoting */
async function dropAll(client: pg.Client, names: readonly string[]): Promise<void> {
	for (const name of names) await client.query(`DROP SCHEMA IF EXISTS ${name} CASCADE`);
}
