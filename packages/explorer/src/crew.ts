import { createPlayer, type Played, type Player, type Questions } from "./player.ts";
import type { Schedule } from "./schedule.ts";
import type { Work } from "./work.ts";

/** Whoever plays many schedules: one after the other here, or several at a time elsewhere. */
export interface Crew {
	/** Plays them in any order; gives what became of each in the order of the schedules. */
	play(work: Work, schedules: readonly Schedule[], questions: Questions): Promise<readonly Played[]>;
}

/** Plays here, one after the other. */
export function createSoloist(): Crew {
	let last: { readonly work: Work; readonly player: Player } | undefined;
	return {
		play(work, schedules, questions) {
			if (last?.work !== work) last = { work, player: createPlayer(work) };
			const { player } = last;
			return Promise.resolve(schedules.map((schedule) => player.play(schedule, questions)));
		},
	};
}
