import type { Explored } from "./explored.ts";
import { addOutcomes, OUTCOMES, type OutcomeCounts, type OutcomeName } from "./outcome-counts.ts";
import type { Schedule } from "./schedule.ts";

/** Schedules that are alike, and what became of their exchanges. */
export interface MatrixRow {
	/** Of one fault `lose`, of several `crash + lose`, in the order of the alphabet. */
	readonly kinds: string;
	/** Where it strikes, the exchange's number left out where there are several; undefined where there are several faults. */
	readonly place: string | undefined;
	readonly faults: number;
	readonly schedules: number;
	/** How many of them break an expectation. */
	readonly breaking: number;
	readonly outcomes: OutcomeCounts;
	/** For each outcome the first schedule in which it comes about. */
	readonly examples: Readonly<Partial<Record<OutcomeName, Schedule>>>;
}

const NONE_YET = { schedules: 0, breaking: 0, outcomes: {}, examples: {} };

/**
 * Rows in the order in which schedules were explored.
 * @param exchanges how many the scenario has: of a single one, places are named with its number
 */
export function matrixOf(explored: readonly Explored[], exchanges: number): readonly MatrixRow[] {
	const rows = new Map<string, MatrixRow>();
	for (const { schedule, played } of explored) {
		const [first] = schedule;
		if (first === undefined) continue;
		const kinds = schedule
			.map(({ kind }) => kind)
			.toSorted()
			.join(" + ");
		const place = schedule.length > 1 ? undefined : exchanges === 1 ? first.point : first.place;
		const key = `${schedule.length} ${kinds} ${place ?? ""}`;
		const row = rows.get(key) ?? { kinds, place, faults: schedule.length, ...NONE_YET };
		const examples: Partial<Record<OutcomeName, Schedule>> = { ...row.examples };
		for (const name of OUTCOMES) if (played.outcomes[name] !== undefined) examples[name] ??= schedule;
		rows.set(key, {
			...row,
			schedules: row.schedules + 1,
			breaking: row.breaking + (played.broken.length > 0 ? 1 : 0),
			outcomes: addOutcomes(row.outcomes, played.outcomes),
			examples,
		});
	}
	return [...rows.values()];
}
