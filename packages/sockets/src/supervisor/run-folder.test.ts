import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRunFolder } from "./run-folder.ts";

let base = "";
beforeEach(() => {
	base = mkdtempSync(join(tmpdir(), "roundtrip-test-"));
});
afterEach(() => rmSync(base, { recursive: true }));

/** No system gives a process so high a number. */
const NOBODY = 2 ** 31 - 1;

test("folders of runs that are dead are taken away, with what is in them", () => {
	mkdirSync(join(base, `roundtrip-${NOBODY}-abc123`));
	writeFileSync(join(base, `roundtrip-${NOBODY}-abc123`, "journal.ndjson"), "");
	createRunFolder(base).remove();
	expect(readdirSync(base)).toEqual([]);
});

test("folders of runs that live, and what is not ours, stay", () => {
	const others = [`roundtrip-${process.pid}-abc123`, "roundtrip-notes", `roundtrip-${NOBODY}`];
	for (const name of others) mkdirSync(join(base, name));
	const folder = createRunFolder(base);
	expect(existsSync(folder.path)).toBe(true);
	folder.remove();
	expect(readdirSync(base).sort()).toEqual(others.sort());
});
