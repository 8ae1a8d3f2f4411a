import { readFileSync } from "node:fs";
import type { Scenario } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { describe, expect, it } from "vitest";
import type { Exploration } from "./exploration.ts";
import { explore } from "./explore.ts";
import { scenarioOf } from "./testing/scenarios.ts";

const GALLERY = new URL("../../../scenarios/", import.meta.url);

/** As it lies in the gallery, without the faults that it shows. */
function calm(name: string): Scenario {
	return { ...scenarioOf(readFileSync(new URL(`${name}.yaml`, GALLERY), "utf8")), faults: [] };
}

/** Those that break with so few faults, and the scenario in which that is mended. */
const WEAK: readonly (readonly [weak: string, faults: number, mended: string | undefined])[] = [
	["double-transfer", 1, "double-transfer-with-key"],
	["key-apart", 1, "key-together"],
	["disk-full-key-elsewhere", 1, "disk-full-key-together"],
	["key-in-memory", 1, "key-in-database"],
	["key-behind-balancer", 1, "key-behind-balancer-shared"],
	["key-expired", 2, "key-kept"],
	["key-per-attempt", 1, "key-per-exchange"],
	["crash-after-commit", 1, undefined],
	["set-or-add", 1, undefined],
	["two-writes", 1, undefined],
];

const MENDED = [...WEAK.flatMap(([, , mended]) => mended ?? []), "mail-at-most-once", "retry-at-the-edge"];

/** With two faults at once: `npm run test:worlds` plays all of them. */
const DEEP = process.env.ROUNDTRIP_WORLDS === "all" ? MENDED : ["double-transfer-with-key"];

async function explored(name: string, faults: number): Promise<Exploration> {
	const found = await explore(calm(name), { faults, repairs: false });
	expect(found.isComplete).toBe(true);
	expect(found.unplayable.schedules).toBe(0);
	expect(found.unharmed.broken).toEqual([]);
	return found;
}

describe("a weakness", () => {
	it.each(WEAK)("%s is found with %i faults or fewer", async (name, faults) => {
		const found = await explored(name, faults);
		expect(found.broken.length).toBe(1);
		const sizes = found.broken[0]?.smallest.map(({ length }) => length) ?? [];
		expect(Math.max(...sizes)).toBe(faults);
	});

	it.each(["timeout-too-short", "retry-amplification"])("%s needs no fault at all", async (name) => {
		const { unharmed } = await explore(calm(name), { faults: 1, limit: 1, repairs: false });
		expect(unharmed.broken.length).toBe(1);
	});

	it("of tries in three layers makes 27 requests of one", () => {
		const result = simulate(calm("retry-amplification"));
		if (!result.ok) throw new Error(result.problem);
		const events = [...result.trace.events()];
		const requests = events.filter(({ kind, node }) => kind === "started" && node === "stock");
		const rows = events.filter(({ kind, node }) => kind === "committed" && node === "shelves");
		expect([requests.length, rows.length]).toEqual([27, 27]);
	});
});

describe("where it is mended", () => {
	// Thousands of runs each.
	it.each(DEEP)("nothing is found with two faults: %s", { timeout: 120_000 }, async (name) => {
		const found = await explored(name, 2);
		expect(found.schedules).toBeGreaterThan(300);
		expect(found.broken).toEqual([]);
	});

	it.each(MENDED)("nothing is found with one fault: %s", async (name) => {
		expect((await explored(name, 1)).broken).toEqual([]);
	});

	it("an outbox keeps what is owed, whatever one fault does", async () => {
		expect((await explored("outbox", 1)).broken).toEqual([]);
	});

	it("an impatient client with a key is given its answer, whatever one fault does", async () => {
		expect((await explored("timeout-with-key", 1)).broken).toEqual([]);
	});
});
