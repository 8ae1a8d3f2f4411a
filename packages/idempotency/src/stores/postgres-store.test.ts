import { keyName } from "@roundtrip/behaviour";
import { type PostgresServer, startPostgres } from "@roundtrip/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type HttpAnswer, textAnswer } from "../answer.ts";
import { type GuardedAnswer, idempotent, type KeyedRequest } from "../idempotent.ts";
import { type Held, StoreError } from "../store.ts";
import { postgresStore, postgresTable } from "./postgres-store.ts";

const PATIENCE_MS = 60_000;
const MADE: HttpAnswer = textAnswer(201, [], "made");

let server: PostgresServer;
let pool: pg.Pool;
beforeAll(async () => {
	server = await startPostgres();
	pool = new pg.Pool({ connectionString: server.url });
	pool.on("error", () => undefined);
	await pool.query("CREATE TABLE effects (what TEXT NOT NULL)");
	await postgresStore<pg.PoolClient>({ pool }).prepare();
}, PATIENCE_MS);
afterAll(async () => {
	// A test that failed may have kept a connection, which the pool would wait for: the server ends them all.
	await server.stop();
	await pool.end();
});

let keys = 0;
const post = (): KeyedRequest => ({
	...{ method: "POST", route: "/transfers", target: "/transfers", caller: "ann", contentType: "text/plain" },
	...{ keys: [`"a key of this test ${++keys}"`], content: Buffer.from("5") },
});

type Handler = (held: Held<pg.PoolClient>) => Promise<HttpAnswer>;

async function play(handler: Handler, request = post()): Promise<GuardedAnswer> {
	return idempotent(postgresStore<pg.PoolClient>({ pool })).handle(request, handler);
}

async function effects(what: string): Promise<number> {
	const { rows } = await pool.query<{ readonly n: string }>("SELECT count(*) AS n FROM effects WHERE what = $1", [
		what,
	]);
	return Number(rows[0]?.n);
}

const insert = (client: pg.PoolClient, what: string): Promise<unknown> =>
	client.query("INSERT INTO effects (what) VALUES ($1)", [what]);
const happenedOf = (answer: HttpAnswer): unknown => JSON.parse(Buffer.from(answer.body).toString()).happened;

describe("the store in PostgreSQL", { timeout: PATIENCE_MS }, () => {
	test("tells that all was undone where a handler hides that one of its statements failed", async () => {
		const request = post();
		const answer = await play(async ({ transaction }) => {
			await insert(transaction, "hidden");
			await transaction.query("SELECT 1 / 0").catch(() => undefined);
			return MADE;
		}, request);
		expect([answer.status, happenedOf(answer), await effects("hidden")]).toEqual([503, "no", 0]);
		expect((await play(async () => MADE, request)).by).toBe("run");
	});

	test("tells that it may have happened where a handler ends its transaction and goes on", async () => {
		const answer = await play(async ({ transaction }) => {
			await transaction.query("ROLLBACK");
			await insert(transaction, "outside");
			return MADE;
		});
		expect([answer.status, happenedOf(answer), await effects("outside")]).toEqual([503, "maybe", 1]);
	});

	test("undoes everything where the connection is cut while a handler works, and goes on with another", async () => {
		const request = post();
		const answer = await play(async ({ transaction }) => {
			await insert(transaction, "cut");
			const { rows } = await transaction.query<{ readonly pid: number }>("SELECT pg_backend_pid() AS pid");
			const gone = new Promise((resolve) => void transaction.once("end", resolve));
			await pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
			await gone;
			return MADE;
		}, request);
		expect([answer.status, happenedOf(answer), await effects("cut")]).toEqual([503, "no", 0]);
		const again = await play(async ({ transaction }) => {
			await insert(transaction, "cut");
			return MADE;
		}, request);
		expect([again.by, await effects("cut")]).toEqual(["run", 1]);
	});

	test("holds a key whose row has no answer and no holder: somebody else has written to the table", async () => {
		const request = post();
		await play(async () => MADE, request);
		await pool.query("UPDATE idempotency_keys SET answer = NULL, lease_until_ms = 0");
		const answer = await play(async () => expect.fail("it runs"), request);
		expect(JSON.parse(Buffer.from(answer.body).toString()).reason).toBe("unknown-outcome");
	});

	test("doesn't run beside a writer that takes no lock: the primary key makes it wait, and refuse", async () => {
		const request = post();
		const name = keyName(request.caller, `POST ${request.route}`, (request.keys[0] ?? "").slice(1, -1));
		const stranger = await pool.connect();
		await stranger.query("BEGIN");
		const values = "VALUES ($1, 'x', NULL, 1, 0, 9e15::bigint, 9e15::bigint)";
		await stranger.query(`INSERT INTO idempotency_keys ${values}`, [name]);
		const answered = play(async () => expect.fail("it runs"), request);
		const waits = "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
		await expect.poll(async () => (await pool.query<{ n: string }>(waits)).rows[0]?.n).toBe("1");
		await stranger.query("COMMIT");
		stranger.release();
		expect(await answered).toMatchObject({ status: 409, by: "refuse" });
	});

	test("runs again when its key has expired, and keeps the new answer", async () => {
		let nowMs = 0;
		const request = post();
		const guard = idempotent(postgresStore<pg.PoolClient>({ pool }), { clock: () => nowMs, policy: { keptMs: 10 } });
		const fences: number[] = [];
		const handler: Handler = async ({ fence }) => {
			fences.push(fence);
			return textAnswer(201, [], `answer ${fence}`);
		};
		for (const atMs of [0, 9, 10, 19]) {
			nowMs = atMs;
			await guard.handle(request, handler);
		}
		const last = await guard.handle(request, handler);
		expect([fences, last.by, Buffer.from(last.body).toString()]).toEqual([[1, 2], "replay", "answer 2"]);
	});

	test("makes its table once where many servers start together", async () => {
		const stores = Array.from({ length: 5 }, () => postgresStore<pg.PoolClient>({ pool, table: "public.other_keys" }));
		await Promise.all(stores.map((store) => store.prepare()));
		expect((await pool.query("SELECT count(*) AS n FROM other_keys")).rows).toEqual([{ n: "0" }]);
	});

	test("takes expired keys away, some at a time", async () => {
		const store = postgresStore<pg.PoolClient>({ pool, table: "old_keys" });
		await store.prepare();
		const guard = idempotent(store, { clock: () => 0, policy: { keptMs: 100 } });
		for (let n = 0; n < 3; n++) await guard.handle(post(), async () => MADE);
		expect([await store.purge(99), await store.purge(100, 2), await store.purge(100)]).toEqual([0, 2, 1]);
	});

	test("refuses, and runs nothing, where the database can't be reached", async () => {
		const nowhere = new pg.Pool({ connectionString: "postgres://nobody:s3cret@127.0.0.1:1/none" });
		const store = postgresStore<pg.PoolClient>({ pool: nowhere });
		const answer = await idempotent(store).handle(post(), async () => expect.fail("it runs"));
		expect([answer.status, happenedOf(answer)]).toEqual([503, "no"]);
		expect(Buffer.from(answer.body).toString()).not.toContain("s3cret");
		await expect(store.prepare()).rejects.toBeInstanceOf(StoreError);
		await nowhere.end();
	});

	test("takes no name of a table that is more than one", () => {
		expect(() => postgresTable('keys"; DROP TABLE effects; --')).toThrow(TypeError);
	});
});
