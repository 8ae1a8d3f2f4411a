import { type Analysis, analyse } from "@roundtrip/analysis";
import { type PreparedScenario, prepare } from "@roundtrip/simulator";
import { type Extensions, extensionsOf } from "./extensions.ts";
import { type Glance, glancesOf } from "./glances.ts";
import { type OutcomeCounts, outcomeCounts } from "./outcome-counts.ts";
import { faultsOf, type Schedule } from "./schedule.ts";
import type { Work } from "./work.ts";

/** What is asked about a schedule beside its outcome. */
export interface Questions {
	/** What could strike next. */
	readonly extensions: boolean;
	/** What clients saw that waited in vain. */
	readonly glances: boolean;
}

/** What became of one schedule. */
export interface Played {
	/** Why it could not be played to its end; then nothing else is known. */
	readonly problem?: string;
	/** Expectations by their position in the scenario: those that are broken, and those that can't be decided. */
	readonly broken: readonly number[];
	readonly undecided: readonly number[];
	readonly outcomes: OutcomeCounts;
	/** How many events its run has. */
	readonly events: number;
	readonly extensions?: Extensions;
	readonly glances?: readonly Glance[];
}

/** Plays schedules of one scenario, one after the other. */
export interface Player {
	play(schedule: Schedule, questions?: Questions): Played;
}

/** Only the outcome is wanted. */
export const NO_QUESTIONS: Questions = { extensions: false, glances: false };

export function createPlayer(work: Work): Player {
	const { scenario, seed } = work;
	const ready: PreparedScenario = prepare(scenario, { seed });
	return {
		play(schedule, questions = NO_QUESTIONS) {
			const result = ready.play(faultsOf(schedule));
			if (!result.ok) return { problem: result.problem, broken: [], undecided: [], outcomes: {}, events: 0 };
			const { trace } = result;
			const analysis = analyse(trace);
			const played: Mutable<Played> = judge(analysis);
			if (questions.extensions) played.extensions = extensionsOf(trace, schedule, work);
			if (questions.glances) played.glances = glancesOf(analysis);
			return played;
		},
	};
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

function judge(analysis: Analysis): Played {
	const broken: number[] = [];
	const undecided: number[] = [];
	for (const [position, { verdict }] of analysis.verdicts.entries()) {
		if (verdict === "fail") broken.push(position);
		else if (verdict === "unknown") undecided.push(position);
	}
	return { broken, undecided, outcomes: outcomeCounts(analysis.exchanges), events: analysis.trace.length };
}
