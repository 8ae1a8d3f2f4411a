import {
	explore,
	faultsOf,
	OUTCOMES,
	type OutcomeCounts,
	type OutcomeName,
	type PairCell,
	type PairEnd,
} from "@roundtrip/explorer";
import { printFault, type Scenario } from "@roundtrip/model";
import { judgementOf } from "../lab/matrix/outcome-words.ts";
import { MOST_PAIR_RUNS } from "../lab/matrix/pair-limit.ts";

/** A kind of fault at a place, as a head of the map. */
export interface PairHead {
	readonly kind: string;
	readonly place: string;
}

/** Runs with two faults: the first is the row's, the second the column's. */
export interface ExploredPair {
	/** By their places in the lists of heads. */
	readonly row: number;
	readonly column: number;
	readonly runs: number;
	/** How many of them break an expectation. */
	readonly breaking: number;
	/** What the worst of their exchanges comes to. */
	readonly worst: OutcomeName;
	/** The faults of a run that breaks an expectation, or of the first, each as it would stand in a scenario file. */
	readonly faults: readonly string[];
}

/** A scenario with each two faults. */
export interface ExploredPairs {
	/** First faults, and second ones: what strikes sooner comes first. */
	readonly rows: readonly PairHead[];
	readonly columns: readonly PairHead[];
	readonly pairs: readonly ExploredPair[];
	/** Runs of two faults that were played, and those of them that break an expectation. */
	readonly runs: number;
	readonly breaking: number;
	/** `limit`: there were too many to play them all. `cancelled`: the person ended it. */
	readonly ended: "complete" | "limit" | "cancelled";
	/** The scenario without faults of its own, as a file. */
	readonly text: string;
}

/** Is told how far it is; false ends it. */
export type TellPairs = (played: number, planned: number) => Promise<boolean> | boolean;

/** Plays it with every two faults at every point. Its own faults are left out, so that each run has two at most. */
export async function explorePairs(
	scenario: Scenario,
	seed: number,
	print: (scenario: Scenario) => string,
	tell: TellPairs,
): Promise<ExploredPairs> {
	const bare = { ...scenario, faults: [] };
	const signal = { aborted: false };
	let progress = { played: 0, planned: 1 };
	const { pairs, isComplete } = await explore(bare, {
		...{ seed, faults: 2, limit: MOST_PAIR_RUNS, repairs: false, pairs: true, signal },
		onProgress: (told) => {
			progress = told;
		},
		breathe: async () => {
			if (!(await tell(progress.played, progress.planned))) signal.aborted = true;
		},
	});
	const rows = headsOf(pairs.map(({ first }) => first));
	const columns = headsOf(pairs.map(({ second }) => second));
	return {
		rows: rows.map(withoutTime),
		columns: columns.map(withoutTime),
		pairs: pairs.map((cell) => pairOf(cell, rows, columns)),
		runs: pairs.reduce((sum, { schedules }) => sum + schedules, 0),
		breaking: pairs.reduce((sum, { breaking }) => sum + breaking, 0),
		ended: signal.aborted ? "cancelled" : isComplete ? "complete" : "limit",
		text: print(bare),
	};
}

/** Each once, with the earliest time at which it strikes. */
function headsOf(ends: readonly PairEnd[]): readonly PairEnd[] {
	const heads = new Map<string, PairEnd>();
	for (const end of ends) {
		const known = heads.get(nameOf(end));
		if (known === undefined || end.after < known.after) heads.set(nameOf(end), end);
	}
	return [...heads.values()].toSorted((a, b) => a.after - b.after);
}

function nameOf({ kind, place }: PairHead): string {
	return `${kind} ${place}`;
}

function withoutTime({ kind, place }: PairEnd): PairHead {
	return { kind, place };
}

function pairOf(
	{ first, second, schedules, breaking, outcomes, example }: PairCell,
	rows: readonly PairEnd[],
	columns: readonly PairEnd[],
): ExploredPair {
	const at = (heads: readonly PairEnd[], end: PairEnd): number =>
		heads.findIndex((head) => nameOf(head) === nameOf(end));
	return {
		row: at(rows, first),
		column: at(columns, second),
		runs: schedules,
		breaking,
		worst: worstOf(outcomes),
		faults: faultsOf(example).map(printFault),
	};
}

const BADNESS = { wrong: 2, open: 1, right: 0 } as const;

function worstOf(outcomes: OutcomeCounts): OutcomeName {
	const [worst = "waiting"] = OUTCOMES.filter((name) => outcomes[name] !== undefined).toSorted(
		(a, b) => BADNESS[judgementOf(b)] - BADNESS[judgementOf(a)],
	);
	return worst;
}
