import type { CallId, CrashPoint, FailoverFault, Nanoseconds, Scenario } from "@roundtrip/model";

/** A node's death, and its return. */
export interface PlannedCrash {
	/** Which of the scenario's faults, from 0. */
	readonly fault: number;
	readonly node: string;
	readonly atNs: Nanoseconds;
	readonly restartAtNs?: Nanoseconds;
	/** True: its machine goes dark, and nobody is told. */
	readonly silent: boolean;
	/** What it has committed since this time is not there when it returns; all is there if absent. */
	readonly losesSinceNs?: Nanoseconds;
	/** It says goodbye first, where its protocol has a word for that. */
	readonly isOrderly?: boolean;
}

/** The crashes of a scenario whose times are known, failovers among them, in the order of the file. */
export function plannedCrashes(scenario: Scenario): readonly PlannedCrash[] {
	return scenario.faults.flatMap((fault, index): PlannedCrash[] =>
		"failover" in fault
			? [failoverOf(fault, index)]
			: "crash" in fault && "at" in fault && fault.at !== undefined
				? [
						{
							...{ fault: index, node: fault.crash, atNs: fault.at, silent: fault.silent },
							...(fault.orderly === true ? { isOrderly: true } : {}),
							...(fault["restart-at"] === undefined ? {} : { restartAtNs: fault["restart-at"] }),
						},
					]
				: [],
	);
}

function failoverOf({ failover: node, at, takes, loses }: FailoverFault, fault: number): PlannedCrash {
	const lost = loses === undefined ? {} : { losesSinceNs: Math.max(0, at - loses) };
	return { fault, node, atNs: at, restartAtNs: at + takes, silent: false, ...lost };
}

/** A node's death of which nobody knows before when it comes. */
export interface SuddenDeath {
	readonly fault: number;
	readonly node: string;
	readonly restartAfterNs?: Nanoseconds;
	readonly silent: boolean;
	/** It had too little memory. */
	readonly why?: "memory";
}

/** A node's death at a point of its work. */
export interface CrashAtPoint extends SuddenDeath {
	readonly when: CrashPoint;
	readonly of: CallId;
}

/** The crashes of a scenario whose times nobody knows before, in the order of the file. */
export function crashesAtPoints(scenario: Scenario): readonly CrashAtPoint[] {
	return scenario.faults.flatMap((fault, index) =>
		"crash" in fault && "when" in fault && fault.when !== undefined
			? [
					{
						...{ fault: index, node: fault.crash, when: fault.when, of: fault.of, silent: fault.silent },
						...(fault["restart-after"] === undefined ? {} : { restartAfterNs: fault["restart-after"] }),
					},
				]
			: [],
	);
}

/** Says, at each point of a node's work, whether it is to die there. */
export type CrashAt = (node: string, when: CrashPoint, call: CallId) => CrashAtPoint | undefined;

export function createCrashAt(scenario: Scenario): CrashAt {
	const crashes = crashesAtPoints(scenario);
	if (crashes.length === 0) return () => undefined;
	const byPoint = new Map(crashes.map((crash) => [`${crash.node} ${crash.when} ${crash.of}`, crash]));
	return (node, when, call) => byPoint.get(`${node} ${when} ${call}`);
}
