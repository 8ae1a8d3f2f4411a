import type { Nanoseconds, Scenario } from "@roundtrip/model";

/** A node's death, and its return. */
export interface PlannedCrash {
	/** Which of the scenario's faults, from 0. */
	readonly fault: number;
	readonly node: string;
	readonly atNs: Nanoseconds;
	readonly restartAtNs?: Nanoseconds;
	/** True: its machine goes dark, and nobody is told. */
	readonly silent: boolean;
}

/** The crashes of a scenario in the order of the file. */
export function plannedCrashes(scenario: Scenario): readonly PlannedCrash[] {
	return scenario.faults.flatMap((fault, index) =>
		"crash" in fault
			? [
					{
						...{ fault: index, node: fault.crash, atNs: fault.at, silent: fault.silent },
						...(fault["restart-at"] === undefined ? {} : { restartAtNs: fault["restart-at"] }),
					},
				]
			: [],
	);
}
