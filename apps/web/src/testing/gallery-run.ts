import { readFileSync } from "node:fs";
import { parseFault, parseScenario } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { createRun, type Run } from "../lab/run.ts";

/** A simulated run of a scenario of the gallery, perhaps with faults added, for tests. */
export function galleryRun(id: string, ...faults: readonly string[]): Run {
	const parsed = parseScenario(galleryYaml(id));
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	const added = faults.map((text) => {
		const fault = parseFault(text, parsed.value);
		if (!fault.ok) throw new Error(JSON.stringify(fault.problems));
		return fault.value;
	});
	const result = simulate(parsed.value, { faults: added });
	if (!result.ok) throw new Error(result.problem);
	return createRun(result.trace);
}

/** The text of a scenario of the gallery. */
export function galleryYaml(id: string): string {
	return readFileSync(new URL(`../../../../scenarios/${id}.yaml`, import.meta.url), "utf8");
}
