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

/** Plays schedules with a changed scenario; gives fewer results where it is ended. */
type PlayOn = (work: Work, schedules: readonly Schedule[]) => Promise<readonly Played[]>;

/**
 * Tries the changes of each repair on the smallest breaking schedules and, where none of these breaks anything any more,
 * on all that were explored. Of each repair the first change that mends is kept, else the one that leaves fewest broken.
 */
export async function tryRepairs(
	work: Work,
	smallest: readonly Schedule[],
	explored: readonly Explored[],
	playOn: PlayOn,
): Promise<readonly TriedRepair[]> {
	const all = explored.map(({ schedule }) => schedule);
	const tried: TriedRepair[] = [];
	for (const repair of repairs) {
		let best: TriedRepair | undefined;
		for (const change of repair.changes(work.scenario)) {
			const result = await tryChange(repair, change, { ...work, scenario: change.scenario }, smallest, all, playOn);
			if (result === undefined) return tried;
			if (best === undefined || result.breaking < best.breaking || result.mends) best = result;
			if (result.mends) break;
		}
		if (best !== undefined) tried.push(best);
	}
	return tried;
}

/** Undefined where it was ended in between: nothing is known then. */
async function tryChange(
	{ name, what }: Repair,
	change: Change,
	work: Work,
	smallest: readonly Schedule[],
	all: readonly Schedule[],
	playOn: PlayOn,
): Promise<TriedRepair | undefined> {
	for (const schedules of [smallest, all]) {
		const played = await playOn(work, schedules);
		if (played.length < schedules.length) return undefined;
		const breaking = played.filter(isBroken).length;
		if (breaking > 0) return { name, what, ...change, schedules: schedules.length, breaking, mends: false };
	}
	return { name, what, ...change, schedules: all.length, breaking: 0, mends: true };
}

/** One that can't be played any more breaks something too. */
function isBroken({ broken, problem }: Played): boolean {
	return broken.length > 0 || problem !== undefined;
}
