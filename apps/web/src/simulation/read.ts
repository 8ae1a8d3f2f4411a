import { type Fault, parseFault, parseScenario, printScenario, type Scenario } from "@roundtrip/model";
import type { Job, JobFailure } from "./job.ts";

// All that needs the grammar is loaded with this module: from the package itself it would come with everything else in it.
export { parseScenario, printScenario };

export type Prepared =
	| {
			readonly ok: true;
			readonly scenario: Scenario;
			readonly faults: readonly Fault[];
			/** The scenario as traces have it, where that is known. */
			readonly plain?: object;
	  }
	| JobFailure;

/** Reads the scenario and the added faults of a job. */
export function read(job: Job): Prepared {
	const parsed = parseScenario(job.text);
	if (!parsed.ok) return { ok: false, where: "scenario", problems: parsed.problems };
	const faults: Fault[] = [];
	for (const text of job.faults) {
		// In an address a person may leave out the space that YAML wants: `lose:e1.1<`.
		const fault = parseFault(text.replace(/^(\w+):(?=\S)/, "$1: "), parsed.value);
		if (!fault.ok) {
			return { ok: false, where: "fault", fault: text, problem: fault.problems[0]?.message ?? "not a fault" };
		}
		faults.push(fault.value);
	}
	return { ok: true, scenario: parsed.value, faults };
}
