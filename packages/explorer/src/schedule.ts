import type { Fault } from "@roundtrip/model";

/** A fault at a point of a run. */
export interface Strike {
	/** The name of the explorable fault, such as `lose`. */
	readonly kind: string;
	/** Where it strikes: a message by its name, or a moment of a node, `bank after received e1.1>`. */
	readonly point: string;
	/** The same without the number of its exchange, for runs of many exchanges that all go the same way. */
	readonly place: string;
	/** The position of the last event before it: up to there the run is the same with it and without it. */
	readonly after: number;
	/** As a scenario would say it. */
	readonly fault: Fault;
}

/** Faults that strike in one run, in the order in which they do. */
export type Schedule = readonly Strike[];

export function faultsOf(schedule: Schedule): readonly Fault[] {
	return schedule.map(({ fault }) => fault);
}

/** In the order of striking; what strikes at once in the order of the kinds and of the points' names. */
export function isLater(one: Strike, other: Strike, kinds: readonly string[]): boolean {
	if (one.after !== other.after) return one.after > other.after;
	if (one.kind !== other.kind) return kinds.indexOf(one.kind) > kinds.indexOf(other.kind);
	return one.point > other.point;
}
