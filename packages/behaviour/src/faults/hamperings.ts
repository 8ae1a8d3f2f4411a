import type { Fault, Hampering, Nanoseconds, Scenario } from "@roundtrip/model";

/** A time in which a node is there, and doesn't do what it should. */
export interface PlannedHampering {
	/** Which of the scenario's faults, from 0. */
	readonly fault: number;
	readonly node: string;
	readonly how: Hampering;
	readonly atNs: Nanoseconds;
	/** Without it, for good. */
	readonly untilNs?: Nanoseconds;
	/** So many times as long it takes for its work. */
	readonly times: number;
}

/** The hamperings of a scenario's nodes, in the order of the file. */
export function plannedHamperings({ faults }: Scenario): readonly PlannedHampering[] {
	return faults.flatMap((fault, index) => {
		const planned = hamperingBy(fault, index);
		return planned === undefined ? [] : [planned];
	});
}

function hamperingBy(fault: Fault, index: number): PlannedHampering | undefined {
	if ("pause" in fault) {
		const { pause: node, at: atNs, for: forNs } = fault;
		return { fault: index, node, how: "paused", atNs, untilNs: atNs + forNs, times: 1 };
	}
	if ("slow" in fault) {
		const { slow: node, at: atNs, until, times } = fault;
		return { fault: index, node, how: "slow", atNs, ...(until === undefined ? {} : { untilNs: until }), times };
	}
	if ("skew" in fault) return { fault: index, node: fault.skew, how: "skewed", atNs: 0, times: 1 };
	if ("fill" in fault) {
		const { fill: node, at: atNs, until } = fault;
		return { fault: index, node, how: "full", atNs, ...(until === undefined ? {} : { untilNs: until }), times: 1 };
	}
	return undefined;
}

/** How many times as long as usual a node takes for what it begins at a time. */
export type Slowness = (node: string, atNs: Nanoseconds) => number;

/** Undefined where no node is ever slow. */
export function createSlowness(scenario: Scenario): Slowness | undefined {
	if (!scenario.faults.some((fault) => "slow" in fault)) return undefined;
	const slow = plannedHamperings(scenario).filter(({ how }) => how === "slow");
	return (node, atNs) =>
		slow.filter((each) => each.node === node && isAt(each, atNs)).reduce((product, { times }) => product * times, 1);
}

/** Whether a database has no room, at a time, for what is to be made lasting then. */
export type Fullness = (database: string, atNs: Nanoseconds) => boolean;

/** Undefined where no disk is ever full. */
export function createFullness(scenario: Scenario): Fullness | undefined {
	if (!scenario.faults.some((fault) => "fill" in fault)) return undefined;
	const full = plannedHamperings(scenario).filter(({ how }) => how === "full");
	return (database, atNs) => full.some((each) => each.node === database && isAt(each, atNs));
}

/** When a node does what is due at a time: then, or when it goes on, where it stands still. */
export type Awakening = (node: string, dueNs: Nanoseconds) => Nanoseconds;

export function createAwakening(scenario: Scenario): Awakening {
	const pauses = plannedHamperings(scenario)
		.filter(({ how }) => how === "paused")
		.sort((a, b) => a.atNs - b.atNs);
	return (node, dueNs) =>
		pauses
			.filter((each) => each.node === node)
			.reduce((atNs, pause) => (isAt(pause, atNs) ? (pause.untilNs ?? atNs) : atNs), dueNs);
}

function isAt({ atNs, untilNs = Number.POSITIVE_INFINITY }: PlannedHampering, timeNs: Nanoseconds): boolean {
	return atNs <= timeNs && timeNs < untilNs;
}
