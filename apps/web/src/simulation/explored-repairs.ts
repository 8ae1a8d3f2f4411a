import { type Exploration, explore, faultsOf } from "@roundtrip/explorer";
import { printFault, type Scenario } from "@roundtrip/model";

/** What faults break, and what would mend it. */
export interface ExploredRepairs {
	/** How many faults strike in one run at most. */
	readonly faults: number;
	readonly runs: number;
	readonly broken: readonly BrokenPromise[];
	/** In the order of the registry; empty where nothing is broken, or all is broken without any fault. */
	readonly repairs: readonly RepairResult[];
	/** It breaks what it expects without any fault: then no repair is tried. */
	readonly breaksUnharmed: boolean;
	/** False where there were too many faults to try them all. */
	readonly isComplete: boolean;
	/** The scenario without faults of its own, as a file. */
	readonly text: string;
}

/** An expectation that faults break, with the fewest that do. */
export interface BrokenPromise {
	/** In words. */
	readonly text: string;
	/** How many runs break it. */
	readonly runs: number;
	/** Each as it would stand in a scenario file. */
	readonly faults: readonly string[];
}

/** A change that was tried, and how far it mends the scenario. */
export interface RepairResult {
	readonly name: string;
	/** What it gives, and what it costs, in a sentence. */
	readonly what: string;
	/** The change itself, in words. */
	readonly text: string;
	readonly settings: readonly string[];
	readonly runs: number;
	/** How many of them still break something. */
	readonly breaking: number;
	readonly mends: boolean;
}

/** Repairs play every run once more, each. */
const MOST_RUNS = 2_000;
const MOST_FAULTS = 2;

/** Looks for what breaks a scenario: one fault, or else two; and plays it with each change that might mend it. */
export async function exploreRepairs(
	scenario: Scenario,
	seed: number,
	print: (scenario: Scenario) => string,
): Promise<ExploredRepairs> {
	const bare = { ...scenario, faults: [] };
	let found = await explore(bare, { seed, faults: 1, limit: MOST_RUNS });
	for (let faults = 2; faults <= MOST_FAULTS && found.broken.length === 0; faults++)
		found = await explore(bare, { seed, faults, limit: MOST_RUNS });
	return repairsOf(found, print(bare));
}

function repairsOf(found: Exploration, text: string): ExploredRepairs {
	const { faults, schedules, broken, repairs, unharmed, isComplete } = found;
	return {
		...{ faults, text, isComplete },
		// The run without faults is none that a fault breaks.
		runs: schedules - 1,
		breaksUnharmed: unharmed.broken.length > 0,
		broken: broken.map(({ text: words, schedules: runs, smallest: [first = []] }) => ({
			...{ text: words, runs },
			faults: faultsOf(first).map(printFault),
		})),
		repairs: repairs.map(({ name, what, text: words, settings, schedules: runs, breaking, mends }) => ({
			...{ name, what, text: words, settings, runs, breaking, mends },
		})),
	};
}
