import type { Nanoseconds, Scenario } from "@roundtrip/model";

/** When a shared cache loses all that it has. */
export interface PlannedFlush {
	/** Which of the scenario's faults, from 0. */
	readonly fault: number;
	readonly atNs: Nanoseconds;
}

/** The flushes of a cache, in the order of the file. */
export function plannedFlushes(scenario: Scenario, cache: string): readonly PlannedFlush[] {
	return scenario.faults.flatMap((each, fault) =>
		"flush" in each && each.flush === cache ? [{ fault, atNs: each.at }] : [],
	);
}
