import { parseFault, parseScenario, printScenario } from "@roundtrip/model";
import { expect, it } from "vitest";
import { galleryRun } from "../testing/gallery-run.ts";
import { explorePairs } from "./explored-pairs.ts";

const { scenario, seed } = galleryRun("lost-reply").trace.header;

it("a cell of the map holds two faults that can be added to the scenario, the row's and the column's", async () => {
	const told: number[] = [];
	const map = await explorePairs(scenario, seed, printScenario, (played) => told.push(played) > 0);
	expect(map.ended).toBe("complete");
	expect(told.length).toBeGreaterThan(2);
	const cell = map.pairs.find(
		({ row, column }) => map.rows[row]?.place === "e1.1<" && map.columns[column]?.place === "e1.2<",
	);
	expect(cell).toMatchObject({ worst: "ok 2", breaking: 1, faults: ["lose: e1.1<", "lose: e1.2<"] });
	const bare = parseScenario(map.text);
	for (const { faults, row, column } of map.pairs) {
		expect([row, column].every((each) => each >= 0)).toBe(true);
		for (const fault of faults) expect(bare.ok && parseFault(fault, bare.value).ok, fault).toBe(true);
	}
	expect(new Set(map.pairs.map(({ row, column }) => `${row} ${column}`)).size).toBe(map.pairs.length);
});

it("what was found so far is there when it is ended", async () => {
	const map = await explorePairs(scenario, seed, printScenario, (played) => played < 100);
	expect(map.ended).toBe("cancelled");
	expect(map.runs).toBeGreaterThan(0);
	expect(map.runs).toBeLessThan(400);
});
