import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type IdempotencyPolicy, idempotencyProfiles } from "@roundtrip/behaviour";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type HttpAnswer, textAnswer } from "./answer.ts";
import { type GuardEvent, type GuardOptions, idempotent, type KeyedRequest } from "./idempotent.ts";
import { type IdempotencyStore, StoreError } from "./store.ts";
import { redisStore } from "./stores/redis-store.ts";
import { sqliteStore, sqliteTable } from "./stores/sqlite-store.ts";

const KEY = '"8e03978e-40d5-43e8-bc93-6894a57f9324"';
const MADE: HttpAnswer = textAnswer(201, [["content-type", "text/plain"]], "made");

const post = (over: Partial<KeyedRequest> = {}): KeyedRequest => ({
	...{ method: "POST", route: "/transfers", target: "/transfers", caller: "ann", keys: [KEY] },
	...{ contentType: "application/json", content: Buffer.from("{}") },
	...over,
});

let folder: string;
let database: Database.Database;
let store: IdempotencyStore<Database.Database>;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), "roundtrip-test-keys-"));
	database = new Database(join(folder, "bank.db"));
	database.exec("CREATE TABLE effects (what TEXT NOT NULL)");
	store = sqliteStore({ database });
	await store.prepare();
});
afterEach(() => {
	database.close();
	rmSync(folder, { recursive: true });
});

/** Asks a guard whose handler does one effect. */
function guardOf(options: GuardOptions = {}): (request: KeyedRequest, answer?: HttpAnswer) => Promise<HttpAnswer> {
	const guard = idempotent(store, options);
	return (request, answer = MADE) =>
		guard.handle(request, async ({ transaction }) => {
			transaction.prepare("INSERT INTO effects (what) VALUES (?)").run("transfer");
			return answer;
		});
}

const effects = (): number => (database.prepare("SELECT count(*) AS n FROM effects").get() as { n: number }).n;
const reasonOf = (answer: HttpAnswer): unknown => JSON.parse(Buffer.from(answer.body).toString()).reason;

describe("a guard", () => {
	test("refuses a request without a key, and one whose key is none, and runs neither", async () => {
		const ask = guardOf();
		const answers = [
			await ask(post({ keys: [] })),
			await ask(post({ keys: ["bare"] })),
			await ask(post({ keys: [KEY, KEY] })),
		];
		expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
		expect(answers.map(reasonOf)).toEqual(["missing", "malformed", "malformed"]);
		expect(effects()).toBe(0);
	});

	test("runs a request without a key where none is required, in a transaction all the same", async () => {
		const ask = guardOf({ policy: { isRequired: false, stores: ["2xx"] } });
		await ask(post({ keys: [] }));
		await ask(post({ keys: [] }));
		await ask(post({ keys: [] }), { ...MADE, status: 500 });
		expect(effects()).toBe(2);
	});

	test("runs requests whose method has no keys", async () => {
		const ask = guardOf();
		for (let n = 0; n < 2; n++) expect((await ask(post({ method: "PUT" }))).status).toBe(201);
		expect(effects()).toBe(2);
	});

	test("tells keys apart by caller and route, or by caller alone where the policy says so", async () => {
		const perRoute = guardOf();
		for (const over of [{}, { caller: "bob" }, { route: "/refunds" }]) await perRoute(post(over));
		expect(effects()).toBe(3);
		const perCaller = guardOf({ policy: { isPerRoute: false } });
		await perCaller(post({ route: "/a", target: "/a" }));
		expect(reasonOf(await perCaller(post({ route: "/b", target: "/b" })))).toBe("reused");
		expect(effects()).toBe(4);
	});

	test("undoes an effect whose handler throws, and lets the key run again", async () => {
		const guard = idempotent(store);
		const failing = guard.handle(post(), async ({ transaction }) => {
			transaction.prepare("INSERT INTO effects (what) VALUES (?)").run("transfer");
			throw new Error("the printer is on fire");
		});
		await expect(failing).rejects.toThrow("the printer is on fire");
		expect(effects()).toBe(0);
		expect((await guardOf()(post())).status).toBe(201);
		expect(effects()).toBe(1);
	});

	test("undoes an effect whose answer is too large to be kept", async () => {
		const ask = guardOf({ answerAtMost: 3 });
		await expect(ask(post())).rejects.toThrow(/4 bytes/);
		expect(effects()).toBe(0);
	});

	test("says 503 and whether it may have happened where a handler ends its transaction", async () => {
		const guard = idempotent(store);
		const answer = await guard.handle(post(), async ({ transaction }) => {
			transaction.exec("ROLLBACK");
			return MADE;
		});
		expect([answer.status, JSON.parse(Buffer.from(answer.body).toString()).happened]).toEqual([503, "maybe"]);
	});

	test("keeps neither cookies nor what belongs to one connection, and no key in the clear", async () => {
		const ask = guardOf();
		const answer = textAnswer(
			201,
			[
				["set-cookie", "session=secret"],
				["date", "now"],
				["location", "/1"],
			],
			"made",
		);
		expect((await ask(post(), answer)).fields).toEqual(answer.fields);
		expect((await ask(post())).fields).toEqual([
			["location", "/1"],
			["idempotency-replayed", "true"],
		]);
		const kept = JSON.stringify(database.prepare("SELECT * FROM idempotency_keys").all());
		for (const secret of ["session", "ann", "8e03978e"]) expect(kept).not.toContain(secret);
	});

	test("tells what it does, step by step, and names nobody", async () => {
		const events: GuardEvent[] = [];
		const ask = guardOf({ observe: (event) => void events.push(event) });
		await ask(post());
		await ask(post());
		await ask(post({ content: Buffer.from("[]") }));
		const told = events.map((event) => ("step" in event ? event.step : event.what));
		expect(told).toEqual(["claimed", "worked", "written", "committed", "run", "replay", "refuse"]);
		expect(JSON.stringify(events)).not.toContain("ann");
	});

	test.each(idempotencyProfiles.map((profile) => [profile.name, profile.policy] as const))(
		"keeps the policy of %s: one effect, the answer again, another content refused with its status",
		async (_, policy) => {
			const ask = guardOf({ policy });
			const keys = [policy.syntax === "structured" ? KEY : KEY.slice(1, -1)];
			const [first, again] = [await ask(post({ keys })), await ask(post({ keys }))];
			const other = await ask(post({ keys, content: Buffer.from("[]") }));
			expect([first.status, again.status, other.status]).toEqual([201, 201, policy.statuses.reused]);
			expect(again.fields.some(([name]) => name === policy.replayedField)).toBe(policy.replayedField !== undefined);
			expect((await ask(post({ keys: [] }))).status).toBe(policy.isRequired ? policy.statuses.missing : 201);
			expect(effects()).toBe(policy.isRequired ? 1 : 2);
		},
	);

	test("takes no policy that doesn't hold together, or that its store can't keep", () => {
		const redis = redisStore({ redis: { get: async () => null, incr: async () => 1, eval: async () => 1 } });
		expect(() => idempotent(store, { policy: { keptMs: 0 } })).toThrow(/keptMs/);
		const forgetting: Partial<IdempotencyPolicy> = { stores: ["2xx"] };
		expect(() => idempotent(redis, { policy: forgetting })).toThrow(/can't undo effects/);
		expect(() => idempotent(redis, { policy: { ...forgetting, lostHolder: "run-again" } })).not.toThrow();
	});
});

describe("the embedded store", () => {
	test("takes expired keys away, some at a time", async () => {
		let nowMs = 0;
		const ask = guardOf({ clock: () => nowMs, policy: { keptMs: 100 } });
		for (const caller of ["a", "b", "c"]) await ask(post({ caller }));
		nowMs = 50;
		await ask(post({ caller: "d" }));
		expect([await store.purge(100, 2), await store.purge(100), await store.purge(100)]).toEqual([2, 1, 0]);
		expect(await store.purge(150)).toBe(1);
	});

	test("refuses more requests than may wait", async () => {
		const narrow = sqliteStore({ database, waitingAtMost: 1 });
		const guard = idempotent(narrow);
		let open: () => void = () => undefined;
		const gate = new Promise<void>((resolve) => {
			open = resolve;
		});
		const slow = guard.handle(post(), () => gate.then(() => MADE));
		// It has to be at work, not to wait.
		await new Promise(setImmediate);
		const [waiting, refused] = ["b", "c"].map((caller) => guard.handle(post({ caller }), async () => MADE));
		expect((await refused)?.status).toBe(503);
		open();
		expect([(await slow).status, (await waiting)?.status]).toEqual([201, 201]);
	});

	test("waits for another writer to the file, and gives up after its patience", async () => {
		const other = new Database(join(folder, "bank.db"));
		other.exec("BEGIN IMMEDIATE");
		const impatient = idempotent(sqliteStore({ database, patienceMs: 20 }));
		const answer = await impatient.handle(post(), async () => MADE);
		expect([answer.status, JSON.parse(Buffer.from(answer.body).toString()).happened]).toEqual([503, "no"]);
		const patient = guardOf()(post());
		setTimeout(() => other.exec("COMMIT"), 30);
		expect((await patient).status).toBe(201);
		other.close();
	});

	test.each(["keys; DROP TABLE effects", "Keys", "a.b.c", "", "1keys"])("takes no table of the name %j", (table) => {
		expect(() => sqliteTable(table)).toThrow(TypeError);
	});

	test("fails with its own error where its table isn't there", async () => {
		const error = new StoreError("gone", "no");
		expect([error.name, error.happened]).toEqual(["StoreError", "no"]);
		const answer = await idempotent(sqliteStore({ database, table: "elsewhere" })).handle(post(), async () => MADE);
		expect(answer.status).toBe(503);
	});
});
