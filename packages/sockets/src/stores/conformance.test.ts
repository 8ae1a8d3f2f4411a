import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fc } from "@fast-check/vitest";
import { recordContent, SQL, type Statement } from "@roundtrip/behaviour";
import type { DatabaseSpec } from "@roundtrip/model";
import { type PostgresServer, startPostgres } from "@roundtrip/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ENTRIES } from "../entries.ts";
import { type EffectRow, type EffectsStore, openEffectsStore, readEffects } from "./effects-store.ts";
import type { DatabasePlace } from "./place.ts";
import { createPostgresSchema, type PostgresSchema } from "./postgres-schema.ts";
import { TransactionAborted } from "./session.ts";

const PATIENCE_MS = 60_000;
const EMPTY: DatabaseSpec = { is: "database", workers: 4, rows: 0, index: true, scan: 0, amounts: {}, patience: 5e9 };
const insert = (effect: string, call: string): Statement => ({ sql: SQL.insertEffect, parameters: [effect, call] });
const COUNT: Statement = { sql: SQL.countEffects, parameters: [] };
const find = (key: number): Statement => ({ sql: SQL.findRecord, parameters: [key] });

/** Places of an engine, each for one test. */
interface Places {
	fresh(spec: DatabaseSpec): Promise<DatabasePlace>;
	/** Takes away those that it has given. */
	clear(): Promise<void>;
}

function files(): Places {
	const folders: string[] = [];
	return {
		async fresh() {
			const folder = mkdtempSync(join(tmpdir(), "roundtrip-test-"));
			folders.push(folder);
			return { engine: "embedded", path: join(folder, "ledger.db") };
		},
		async clear() {
			for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
		},
	};
}

let postgres: PostgresServer | undefined;
function schemas(): Places {
	const made: PostgresSchema[] = [];
	return {
		async fresh(spec) {
			const schema = await createPostgresSchema(postgres?.url ?? "", spec);
			made.push(schema);
			return schema.place;
		},
		async clear() {
			for (const schema of made.splice(0)) await schema.drop();
		},
	};
}

beforeAll(async () => {
	postgres = await startPostgres();
}, PATIENCE_MS);
afterAll(() => postgres?.stop());

describe.each([
	["the embedded engine", files()],
	["PostgreSQL", schemas()],
])("%s", { timeout: PATIENCE_MS }, (_engine, places) => {
	let place: DatabasePlace;
	let store: EffectsStore;

	async function reopen(spec = EMPTY): Promise<void> {
		await store.close();
		place = await places.fresh(spec);
		store = await openEffectsStore(place, spec);
	}

	beforeEach(async () => {
		place = await places.fresh(EMPTY);
		store = await openEffectsStore(place, EMPTY);
	});
	afterEach(async () => {
		await store.close();
		await places.clear();
	});

	test("makes an effect lasting, and counts it", async () => {
		expect(await store.execute(COUNT)).toEqual({ count: 0 });
		expect(await store.execute(insert("transfer", "e1.1/1"))).toEqual({ changes: 1 });
		expect(await store.execute(COUNT)).toEqual({ count: 1 });
		expect(await readEffects(place)).toEqual([{ effect: "transfer", call: "e1.1/1" }]);
	});

	test("keeps the same effect as often as it is committed, in order", async () => {
		for (const call of ["e1.1/1", "e1.2/1", "e1.1/1"]) await store.execute(insert("transfer", call));
		expect((await readEffects(place)).map(({ call }) => call)).toEqual(["e1.1/1", "e1.2/1", "e1.1/1"]);
	});

	test("commits all statements of a transaction", async () => {
		const transaction = [insert("debit", "e1.1/1"), COUNT, insert("credit", "e1.1/2")];
		expect(await store.execute({ transaction })).toEqual({ changes: 2 });
		expect((await readEffects(place)).map(({ effect }) => effect)).toEqual(["debit", "credit"]);
	});

	test("rolls a transaction back where one of its statements isn't known", async () => {
		await store.execute(insert("transfer", "e1.1/1"));
		const unknown = { sql: "DELETE FROM effects", parameters: [] };
		expect(await store.execute({ transaction: [insert("debit", "e2.1/1"), unknown] })).toBeUndefined();
		expect(await readEffects(place)).toEqual([{ effect: "transfer", call: "e1.1/1" }]);
		expect(await store.execute(insert("debit", "e2.2/1"))).toEqual({ changes: 1 });
	});

	test("rolls a transaction back where the engine refuses one of its statements", async () => {
		// It was opened without records, so it has no table of that name.
		const refused = { transaction: [insert("debit", "e1.1/1"), find(1)] };
		await expect(store.execute(refused)).rejects.toThrow(/records/);
		expect(await store.execute(COUNT)).toEqual({ count: 0 });
	});

	test("takes writers at the same time, and loses none", async () => {
		const calls = Array.from({ length: 60 }, (_, n) => `e${n + 1}.1/1`);
		const both = calls.flatMap((call) => [
			store.execute(insert("transfer", call)),
			store.execute({ transaction: [insert("debit", call), insert("credit", call)] }),
		]);
		await Promise.all(both);
		const rows = await readEffects(place);
		for (const effect of ["transfer", "debit", "credit"]) {
			const those = rows.filter((row) => row.effect === effect).map(({ call }) => call);
			expect(those.sort()).toEqual([...calls].sort());
		}
	});

	test.each<[string, Statement]>([
		["another statement", { sql: "SELECT 1", parameters: [] }],
		["one that is known but for its case", { sql: SQL.countEffects.toLowerCase(), parameters: [] }],
		["a known one with another behind it", { sql: `${SQL.countEffects}; DROP TABLE effects`, parameters: [] }],
		["one with a parameter too few", { sql: SQL.insertEffect, parameters: ["transfer"] }],
		["one with a parameter too many", { sql: SQL.countEffects, parameters: [1] }],
		["an effect that is a number", { sql: SQL.insertEffect, parameters: [1, "e1.1/1"] }],
		["a key that is text", { sql: SQL.findRecord, parameters: ["1 OR 1=1"] }],
	])("refuses %s", async (_what, statement) => {
		await reopen({ ...EMPTY, rows: 3 });
		expect(await store.execute(statement)).toBeUndefined();
		expect(await store.execute(COUNT)).toEqual({ count: 0 });
	});

	test.each([
		"x'); DROP TABLE effects; --",
		"x', (SELECT content FROM records)) --",
		"'; DELETE FROM effects WHERE ''='",
		'"effects"',
		"\\'; SELECT pg_sleep(60); --",
		"/* a */ -- b",
		"? $1 :name @name",
		"é 中 😀",
		"",
	])("takes %j for a name and nothing else", async (effect) => {
		await store.execute(insert("transfer", "e1.1/1"));
		await store.execute(insert(effect, effect));
		expect(await readEffects(place)).toEqual([
			{ effect: "transfer", call: "e1.1/1" },
			{ effect, call: effect },
		]);
	});

	test("keeps any text as it is", async () => {
		// A NUL is in no text of PostgreSQL, and half of a pair is no character.
		const text = fc.string({ unit: "grapheme" }).filter((each) => !each.includes("\0"));
		const texts = fc.sample(text, { numRuns: 100, seed: 1 });
		for (const each of texts) await store.execute(insert(each, "e1.1/1"));
		expect((await readEffects(place)).map(({ effect }) => effect)).toEqual(texts);
	});

	test.each([true, false])("looks records up by their key, with an index: %s", async (index) => {
		await reopen({ ...EMPTY, rows: 1_000, index });
		for (const key of [1, 17, 1_000]) expect(await store.execute(find(key))).toEqual({ record: recordContent(key) });
		expect(await store.execute(find(1_001))).toEqual({ record: null });
	});

	const read: Statement = { sql: SQL.readAmount, parameters: ["x"] };
	const write = (amount: number, name = "x"): Statement => ({ sql: SQL.writeAmount, parameters: [amount, name] });
	const add: Statement = { sql: SQL.addToAmount, parameters: [1, "x"] };
	const WITH_AMOUNTS: DatabaseSpec = { ...EMPTY, amounts: { x: 5, y: -3 } };

	test("reads and changes amounts, and says where there is none", async () => {
		await reopen(WITH_AMOUNTS);
		expect(await store.execute(read)).toEqual({ amount: 5 });
		expect(await store.execute(add)).toEqual({ changes: 1 });
		expect(await store.execute(write(-1_000_000_000, "y"))).toEqual({ changes: 1 });
		expect(await store.execute({ ...read, parameters: ["y"] })).toEqual({ amount: -1_000_000_000 });
		expect(await store.execute({ ...read, parameters: ["z' OR '1'='1"] })).toEqual({ amount: null });
		expect(await store.execute(write(1, "z'; DROP TABLE amounts; --"))).toEqual({ changes: 0 });
		expect(await store.execute(write(0.5))).toBeUndefined();
		expect(await store.execute(read)).toEqual({ amount: 6 });
	});

	test("shows nobody what a transaction does before its end, and all of it afterwards", async () => {
		await reopen(WITH_AMOUNTS);
		const session = await store.begin("read-committed");
		expect(await session.execute(read)).toEqual({ amount: 5 });
		await session.execute(write(9));
		await session.execute(insert("sale", "e1.1/3"));
		expect([await session.execute(read), await session.execute(COUNT)]).toEqual([{ amount: 9 }, { count: 1 }]);
		expect([await store.execute(read), await store.execute(COUNT)]).toEqual([{ amount: 5 }, { count: 0 }]);
		await session.commit();
		expect([await store.execute(read), await store.execute(COUNT)]).toEqual([{ amount: 9 }, { count: 1 }]);
		expect(await readEffects(place)).toEqual([{ effect: "sale", call: "e1.1/3" }]);
	});

	test("leaves nothing of a transaction that is rolled back", async () => {
		await reopen(WITH_AMOUNTS);
		const session = await store.begin("serializable");
		await session.execute(write(9));
		await session.execute(insert("sale", "e1.1/3"));
		await session.rollBack();
		expect([await store.execute(read), await store.execute(COUNT)]).toEqual([{ amount: 5 }, { count: 0 }]);
	});

	test("finds its disk full where it is to, changes nothing then, and goes on", async () => {
		await reopen(WITH_AMOUNTS);
		await store.execute(insert("transfer", "e1.1/1"));
		const isFull = true;
		const full = { why: "disk-full" };
		await expect(store.execute(insert("transfer", "e2.1/1"), isFull)).rejects.toMatchObject(full);
		await expect(store.execute({ transaction: [insert("debit", "e2.1/1"), add] }, isFull)).rejects.toMatchObject(full);
		expect(await store.execute(COUNT, isFull)).toEqual({ count: 1 });
		expect(await store.execute({ ...write(1), parameters: [1, "z"] }, isFull)).toEqual({ changes: 0 });
		for (const isolation of ["read-committed", "serializable"] as const) {
			const session = await store.begin(isolation);
			await session.execute(write(9));
			await session.execute(insert("sale", "e1.1/3"));
			await expect(session.commit(isFull)).rejects.toMatchObject(full);
		}
		expect(await store.execute(read)).toEqual({ amount: 5 });
		expect(await store.execute(insert("transfer", "e3.1/1"))).toEqual({ changes: 1 });
		expect((await readEffects(place)).map(({ call }) => call)).toEqual(["e1.1/1", "e3.1/1"]);
	});

	test("lets an update be lost under read committed, and refuses it under serializable", async () => {
		for (const isolation of ["read-committed", "serializable"] as const) {
			await reopen(WITH_AMOUNTS);
			const [one, two] = [await store.begin(isolation), await store.begin(isolation)];
			for (const session of [one, two]) expect(await session.execute(read)).toEqual({ amount: 5 });
			await one.execute(write(6));
			await one.commit();
			expect(await two.execute(read)).toEqual({ amount: isolation === "serializable" ? 5 : 6 });
			const late = two.execute(write(6));
			if (isolation === "serializable") await expect(late).rejects.toThrow(TransactionAborted);
			else {
				await late;
				await two.commit();
			}
			expect(await store.execute(read)).toEqual({ amount: 6 });
		}
	});

	test("refuses the second of two that each have read what the other one changes, under serializable", async () => {
		await reopen(WITH_AMOUNTS);
		const [one, two] = [await store.begin("serializable"), await store.begin("serializable")];
		for (const session of [one, two]) {
			await session.execute(read);
			await session.execute({ ...read, parameters: ["y"] });
		}
		await one.execute(write(1, "x"));
		await two.execute(write(1, "y"));
		await one.commit();
		await expect(two.commit()).rejects.toThrow(TransactionAborted);
	});

	test("has all that it told of, and no half of a transaction, after its process was killed", async () => {
		const told = await writeUntilKilled(place, 20);
		const rows = await waitingForLast(() => readEffects(place));
		const of = (effect: string): readonly string[] =>
			rows.filter((row) => row.effect === effect).map(({ call }) => call);
		expect(of("debit").length).toBeGreaterThanOrEqual(told);
		expect(of("credit")).toEqual(of("debit"));
		expect(await store.execute(insert("transfer", "e1.1/1"))).toEqual({ changes: 1 });
	});

	test("has its rows and its records again when it is opened anew, and doesn't fill it twice", async () => {
		const spec = { ...EMPTY, rows: 10 };
		await reopen(spec);
		await store.execute(insert("transfer", "e1.1/1"));
		await store.close();
		store = await openEffectsStore(place, spec);
		expect(await store.execute(COUNT)).toEqual({ count: 1 });
		expect(await store.execute(find(10))).toEqual({ record: recordContent(10) });
	});
});

/**
 * Has another process commit one transaction after the other, kills it in the middle of that, and gives how many it had told
 * of.
 */
async function writeUntilKilled(place: DatabasePlace, atLeast: number): Promise<number> {
	const library = new URL("./dist/stores/effects-store.js", new URL("../", ENTRIES.database)).href;
	const program = `import { openEffectsStore } from "${library}";
		const store = await openEffectsStore(${JSON.stringify(place)}, ${JSON.stringify(EMPTY)});
		for (let n = 1; ; n++) {
			const insert = (effect) => ({ sql: ${JSON.stringify(SQL.insertEffect)}, parameters: [effect, \`e\${n}.1/1\`] });
			await store.execute({ transaction: [insert("debit"), insert("credit")] });
			process.stdout.write("told\\n");
		}`;
	const writer = spawn(process.execPath, ["--input-type=module", "--eval", program], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const gone = once(writer, "close");
	let told = 0;
	writer.stdout.setEncoding("utf8").on("data", (text: string) => {
		told += text.split("\n").length - 1;
		if (told >= atLeast) writer.kill("SIGKILL");
	});
	await gone;
	return told;
}

/** What a killed process had sent to a server may still be worked on there: reads until nothing comes any more. */
async function waitingForLast(read: () => Promise<readonly EffectRow[]>): Promise<readonly EffectRow[]> {
	for (let before = await read(); ; ) {
		const rows = await read();
		if (rows.length === before.length) return rows;
		before = rows;
	}
}
