import { parseFault, parseScenario, printScenario } from "@roundtrip/model";
import { expect, it } from "vitest";
import { galleryRun } from "../testing/gallery-run.ts";
import { exploreFaults } from "./explored.ts";

it("a cell of the matrix holds the fault that leads to its outcome, to be added to the scenario", async () => {
	const { scenario, seed } = galleryRun("lost-reply").trace.header;
	const matrix = await exploreFaults(scenario, seed, printScenario);
	const row = matrix.rows.find(({ kinds, place }) => kinds === "lose" && place === "e1.1<");
	expect(row?.cells).toEqual({ "ok 2": { count: 1, faults: ["lose: e1.1<"] } });
	expect(row?.breaking).toBe(1);
	expect(matrix.outcomes).toContain("ok 1");
	const bare = parseScenario(matrix.text);
	expect(bare.ok && bare.value.faults).toEqual([]);
	for (const { cells } of matrix.rows) {
		for (const fault of Object.values(cells).flatMap(({ faults }) => faults)) {
			expect(bare.ok && parseFault(fault, bare.value).ok, fault).toBe(true);
		}
	}
});
