import type { Crew } from "../crew.ts";
import type { Explored } from "../explored.ts";
import type { Played } from "../player.ts";
import type { Schedule } from "../schedule.ts";
import type { Work } from "../work.ts";
import { repairs } from "./registry.ts";
import type { Change, Repair } from "./repair.ts";

/** A change that was tried, and how far it mends the scenario. */
export interface TriedRepair extends Pick<Repair, "name" | "what">, Change {
	/** How many schedules were played with it. */
	readonly schedules: number;
	/** How many of them break an expectation; where the smallest schedules did, only they were played. */
	readonly breaking: number;
	/** All schedules that were explored were played with it, and none breaks anything. */
	readonly mends: boolean;
}

const NO_QUESTIONS = { extensions: false, glances: false };

/**
 * Tries the changes of each repair on the smallest breaking schedules and, where none of these breaks anything any more,
 * on all that were explored. Of each repair the first change that mends is kept, else the one that leaves fewest broken.
 */
export async function tryRepairs(
	work: Work,
	smallest: readonly Schedule[],
	explored: readonly Explored[],
	crew: Crew,
	isCancelled: () => boolean,
): Promise<readonly TriedRepair[]> {
	const all = explored.map(({ schedule }) => schedule);
	const tried: TriedRepair[] = [];
	for (const repair of repairs) {
		let best: TriedRepair | undefined;
		for (const change of repair.changes(work.scenario)) {
			if (isCancelled()) return tried;
			const result = await tryChange(repair, change, { ...work, scenario: change.scenario }, smallest, all, crew);
			if (best === undefined || result.breaking < best.breaking || result.mends) best = result;
			if (result.mends) break;
		}
		if (best !== undefined) tried.push(best);
	}
	return tried;
}

async function tryChange(
	{ name, what }: Repair,
	change: Change,
	work: Work,
	smallest: readonly Schedule[],
	all: readonly Schedule[],
	crew: Crew,
): Promise<TriedRepair> {
	const first = broken(await crew.play(work, smallest, NO_QUESTIONS));
	if (first > 0) return { name, what, ...change, schedules: smallest.length, breaking: first, mends: false };
	const breaking = broken(await crew.play(work, all, NO_QUESTIONS));
	return { name, what, ...change, schedules: all.length, breaking, mends: breaking === 0 };
}

/** Those that can't be played any more break something too. */
function broken(played: readonly Played[]): number {
	return played.filter((each) => each.broken.length > 0 || each.problem !== undefined).length;
}
