import { createPlayer, type Played, type Player, type Questions } from "./player.ts";
import type { Schedule } from "./schedule.ts";
import type { Work } from "./work.ts";

/** Whoever plays many schedules: one after the other here, or several at a time elsewhere. */
export interface Crew {
	/** How many it wants to be given at once now: between batches an exploration tells how far it is, and can be ended. */
	readonly atOnce: number;
	/**
	 * Plays them in any order; gives what became of each in the order of the schedules, and of the first few only where it
	 * was told to end.
	 */
	play(work: Work, schedules: readonly Schedule[], questions: Questions): Promise<readonly Played[]>;
}

const AT_ONCE = 256;

/** Plays here, one after the other. */
export function createSoloist(): Crew {
	let last: { readonly work: Work; readonly player: Player } | undefined;
	return {
		atOnce: AT_ONCE,
		play(work, schedules, questions) {
			if (last?.work !== work) last = { work, player: createPlayer(work) };
			const { player } = last;
			return Promise.resolve(schedules.map((schedule) => player.play(schedule, questions)));
		},
	};
}

/** What is done between batches, by whoever has other things to do beside; false ends it. */
export type Pause = (played: number) => Promise<boolean>;

/** Plays schedules batch by batch, and gives as many results as there was time for. */
export async function playInBatches(
	crew: Crew,
	work: Work,
	schedules: readonly Schedule[],
	questions: Questions,
	pause: Pause,
): Promise<readonly Played[]> {
	const results: Played[] = [];
	while (results.length < schedules.length && (await pause(results.length))) {
		const batch = schedules.slice(results.length, results.length + atLeastOne(crew.atOnce));
		const played = await crew.play(work, batch, questions);
		if (played.length > batch.length) throw new Error(`${played.length} results of ${batch.length} schedules`);
		results.push(...played);
		if (played.length < batch.length) break;
	}
	return results;
}

function atLeastOne(count: number): number {
	return count >= 1 ? Math.floor(count) : 1;
}
