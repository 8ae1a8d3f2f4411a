import { explore, faultsOf, type MatrixRow, OUTCOMES, type OutcomeName } from "@roundtrip/explorer";
import { printFault, type Scenario } from "@roundtrip/model";

/** Runs of one fault at one place, and what became of their exchanges. */
export interface ExploredRow {
	readonly kinds: string;
	readonly place: string;
	readonly runs: number;
	/** How many of them break an expectation. */
	readonly breaking: number;
	readonly cells: Readonly<Partial<Record<OutcomeName, ExploredCell>>>;
}

export interface ExploredCell {
	/** Exchanges that end so. */
	readonly count: number;
	/** The faults of the first run in which one does, each as it would stand in a scenario file. */
	readonly faults: readonly string[];
}

/** A scenario with each fault at each point, one at a time. */
export interface ExploredMatrix {
	/** Outcomes that occur, in the order of tables. */
	readonly outcomes: readonly OutcomeName[];
	readonly rows: readonly ExploredRow[];
	/** False where there were too many to try them all. */
	readonly isComplete: boolean;
	/** The scenario without faults of its own, as a file: the faults of cells are added to it. */
	readonly text: string;
}

/** More would keep a reader waiting for minutes. */
const MOST_RUNS = 2_000;

/** Plays it with every fault at every point. Its own faults are left out, so that each run has exactly one. */
export async function exploreFaults(
	scenario: Scenario,
	seed: number,
	print: (scenario: Scenario) => string,
): Promise<ExploredMatrix> {
	const bare = { ...scenario, faults: [] };
	const { matrix, isComplete } = await explore(bare, { seed, faults: 1, limit: MOST_RUNS, repairs: false });
	const outcomes = OUTCOMES.filter((name) => matrix.some((row) => row.outcomes[name] !== undefined));
	return { outcomes, rows: matrix.map(rowOf), isComplete, text: print(bare) };
}

function rowOf({ kinds, place, schedules, breaking, outcomes, examples }: MatrixRow): ExploredRow {
	const cells: Partial<Record<OutcomeName, ExploredCell>> = {};
	for (const name of OUTCOMES) {
		const [count, example] = [outcomes[name], examples[name]];
		if (count !== undefined && example !== undefined)
			cells[name] = { count, faults: faultsOf(example).map(printFault) };
	}
	return { kinds, place: place ?? "", runs: schedules, breaking, cells };
}
