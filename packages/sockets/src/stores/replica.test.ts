import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SQL, type Statement } from "@roundtrip/behaviour";
import type { DatabaseSpec } from "@roundtrip/model";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openEffectsStore, readEffects } from "./effects-store.ts";
import { copyDatabase, promote } from "./replica.ts";

const EMPTY: DatabaseSpec = { is: "database", workers: 4, rows: 0, index: true, scan: 0, amounts: {}, patience: 5e9 };
const insert = (call: string): Statement => ({ sql: SQL.insertEffect, parameters: ["transfer", call] });

let folder = "";
beforeEach(() => {
	// A quote in a name must not end the name.
	folder = mkdtempSync(join(tmpdir(), "roundtrip-replica's-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a copy has what was committed until then, while the database is written on, and takes its place", async () => {
	const place = { engine: "embedded", path: join(folder, "ledger.db") } as const;
	const store = await openEffectsStore(place, EMPTY);
	await store.execute(insert("e1.1/1"));
	copyDatabase(place.path, `${place.path}.replica-0`);
	await store.execute(insert("e2.1/1"));
	await store.close();
	expect(await readEffects(place)).toHaveLength(2);

	promote(`${place.path}.replica-0`, place.path);
	expect(existsSync(`${place.path}.replica-0`)).toBe(false);
	expect(await readEffects(place)).toEqual([{ effect: "transfer", call: "e1.1/1" }]);

	const next = await openEffectsStore(place, EMPTY);
	await next.execute(insert("e3.1/1"));
	await next.close();
	expect((await readEffects(place)).map(({ call }) => call)).toEqual(["e1.1/1", "e3.1/1"]);
});
