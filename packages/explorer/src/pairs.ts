import type { Explored } from "./explored.ts";
import { addOutcomes, type OutcomeCounts } from "./outcome-counts.ts";
import type { Schedule, Strike } from "./schedule.ts";

/** A kind of fault at a place. */
export interface PairEnd {
	readonly kind: string;
	/** As in the matrix: the exchange's number is left out where there are several. */
	readonly place: string;
	/** The position of the last event before the earliest of them: what strikes sooner stands first. */
	readonly after: number;
}

/** Runs of the same two faults, one after the other, and what became of their exchanges. */
export interface PairCell {
	readonly first: PairEnd;
	readonly second: PairEnd;
	readonly schedules: number;
	/** How many of them break an expectation. */
	readonly breaking: number;
	readonly outcomes: OutcomeCounts;
	/** The first that breaks an expectation, else the first. */
	readonly example: Schedule;
}

/**
 * What two faults make of the scenario, pair by pair, in the order in which they were explored.
 * @param exchanges how many the scenario has: of a single one, places are named with its number
 */
export function pairsOf(explored: readonly Explored[], exchanges: number): readonly PairCell[] {
	const cells = new Map<string, PairCell>();
	for (const { schedule, played } of explored) {
		const [first, second, third] = schedule;
		if (first === undefined || second === undefined || third !== undefined) continue;
		const ends = [endOf(first, exchanges), endOf(second, exchanges)] as const;
		const key = ends.map(({ kind, place }) => `${kind} ${place}`).join(" + ");
		const known = cells.get(key);
		const breaks = played.broken.length > 0;
		cells.set(key, {
			first: earlier(known?.first, ends[0]),
			second: earlier(known?.second, ends[1]),
			schedules: (known?.schedules ?? 0) + 1,
			breaking: (known?.breaking ?? 0) + (breaks ? 1 : 0),
			outcomes: addOutcomes(known?.outcomes ?? {}, played.outcomes),
			example: known === undefined || (breaks && known.breaking === 0) ? schedule : known.example,
		});
	}
	return [...cells.values()];
}

function endOf({ kind, place, point, after }: Strike, exchanges: number): PairEnd {
	return { kind, place: exchanges === 1 ? point : place, after };
}

function earlier(known: PairEnd | undefined, end: PairEnd): PairEnd {
	return known === undefined || end.after < known.after ? end : known;
}
