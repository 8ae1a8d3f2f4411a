import { expectationText } from "@roundtrip/analysis";
import { type Nanoseconds, NS_PER_S, type Scenario } from "@roundtrip/model";
import { coverageOf } from "./coverage.ts";
import { type Crew, createSoloist, type Pause, playInBatches } from "./crew.ts";
import type { BrokenExpectation, Exploration, LevelSummary } from "./exploration.ts";
import type { Explored } from "./explored.ts";
import { explorableFaults } from "./faults/registry.ts";
import { lookalikesOf } from "./lookalikes.ts";
import { matrixOf } from "./matrix.ts";
import { pairsOf } from "./pairs.ts";
import { createPlayer, NO_QUESTIONS, type Played } from "./player.ts";
import { tryRepairs } from "./repairs/try-repairs.ts";
import type { Schedule } from "./schedule.ts";
import { smallestBreaking } from "./smallest.ts";
import type { Work } from "./work.ts";

export interface ExploreOptions {
	/** How many faults strike in one run at most, from 1 to 4; 2 unless told. */
	readonly faults?: number;
	/** The names of the kinds of faults that are tried; unless told, all that aren't on request. */
	readonly kinds?: readonly string[];
	/** How many schedules are played at most; 20,000 unless told. Repairs play them once more each. */
	readonly limit?: number;
	/** Instead of the scenario's own. */
	readonly seed?: number;
	/** How long after its death a node is started again; 1 s unless told. */
	readonly restartAfterNs?: Nanoseconds;
	/** Whether repairs are tried where something breaks; they are unless told. */
	readonly repairs?: boolean;
	/** Whether pairs of faults are told one by one; they aren't unless told. */
	readonly pairs?: boolean;
	/** Who plays; unless told, all is played here, one schedule after the other. */
	readonly crew?: Crew;
	/** Told before each batch of schedules. */
	readonly onProgress?: (progress: Progress) => void;
	/** Asked between batches: what was found so far is given then. */
	readonly signal?: { readonly aborted: boolean };
	/** Waited for between batches, by whoever has other things to do beside. */
	readonly breathe?: () => Promise<void>;
}

/** How far an exploration is. */
export interface Progress {
	/** Whether faults are tried on the scenario, or repairs on the faults. */
	readonly doing: "exploring" | "repairing";
	/** How many faults the schedules have at most that are played now. */
	readonly faults: number;
	readonly played: number;
	/** As far as is known: larger schedules come of those that are played now. */
	readonly planned: number;
}

const LIMIT = 20_000;
const MOST_FAULTS = 4;

/**
 * Plays a scenario with every fault at every point, alone and together, and says what becomes of it. The same scenario and
 * options give the same result, whoever plays; only cancelling leaves something out.
 *
 * @throws RangeError where an option is none
 */
export async function explore(scenario: Scenario, options: ExploreOptions = {}): Promise<Exploration> {
	const depth = checkedDepth(options.faults ?? 2);
	const kinds = checkedKinds(options.kinds);
	const { crew = createSoloist(), restartAfterNs = NS_PER_S, seed = scenario.seed } = options;
	const work: Work = { scenario, seed, faults: depth, kinds, restartAfterNs };
	const { explored, leftOver } = await playAll(work, options, crew);
	const unharmed = explored[0]?.played ?? createPlayer(work).play([]);
	const broken = brokenExpectations(work, explored);
	const smallest = [...new Set(broken.flatMap((each) => each.smallest))];
	const isCancelled = (): boolean => options.signal?.aborted === true;
	const playOn = (changed: Work, schedules: readonly Schedule[]): Promise<readonly Played[]> => {
		const planned = schedules.length;
		const pause = pauseOf(options, (played) => ({ doing: "repairing", faults: depth, played, planned }));
		return playInBatches(crew, changed, schedules, NO_QUESTIONS, pause);
	};
	const isWorthRepairing = broken.length > 0 && unharmed.broken.length === 0 && options.repairs !== false;
	const problems = explored.flatMap(({ played: { problem } }) => problem ?? []);
	return {
		...{ scenario, seed, kinds, faults: depth, restartAfterNs, schedules: explored.length, unharmed, broken },
		levels: levelsOf(explored),
		matrix: matrixOf(explored, exchangesIn(unharmed.outcomes)),
		pairs: options.pairs === true ? pairsOf(explored, exchangesIn(unharmed.outcomes)) : [],
		undecided: explored.filter(({ played }) => played.undecided.length > 0).length,
		unplayable: { schedules: problems.length, problem: problems[0] },
		coverage: coverageOf(explored, leftOver, kinds, unharmed.extensions?.points ?? { messages: 0, moments: 0 }),
		lookalikes: lookalikesOf(explored),
		repairs: isWorthRepairing ? await tryRepairs(work, smallest, explored, playOn) : [],
		isComplete: leftOver.size === 0 && !isCancelled(),
	};
}

/** Plays schedules of no fault, then of one, and so on: each adds a fault that strikes later than those it has. */
async function playAll(
	work: Work,
	options: ExploreOptions,
	crew: Crew,
): Promise<{ readonly explored: readonly Explored[]; readonly leftOver: ReadonlyMap<string, number> }> {
	const { limit = LIMIT } = options;
	const explored: Explored[] = [];
	const leftOver = new Map<string, number>();
	let level: readonly Schedule[] = [[]];
	for (let faults = 0; level.length > 0; faults++) {
		const before = explored.length;
		const planned = before + level.length;
		const questions = { extensions: faults < work.faults, glances: faults === 1 };
		const pause = pauseOf(options, (played) => ({ doing: "exploring", faults, played: before + played, planned }));
		const results = await playInBatches(crew, work, level, questions, pause);
		const next: Schedule[] = [];
		for (const [index, schedule] of level.entries()) {
			const played = results[index];
			if (played === undefined) {
				leave(schedule, leftOver);
				continue;
			}
			explored.push({ schedule, played });
			for (const strike of played.extensions?.strikes ?? []) {
				const extended = [...schedule, strike];
				if (planned + next.length < limit) next.push(extended);
				else leave(extended, leftOver);
			}
		}
		level = next;
	}
	return { explored, leftOver };
}

/** Between batches: tells how far it is, lets others work, and looks whether it is to end. */
function pauseOf({ onProgress, breathe, signal }: ExploreOptions, progress: (played: number) => Progress): Pause {
	return async (played) => {
		onProgress?.(progress(played));
		await breathe?.();
		return signal?.aborted !== true;
	};
}

function leave(schedule: Schedule, leftOver: Map<string, number>): void {
	const kind = schedule.at(-1)?.kind ?? "";
	leftOver.set(kind, (leftOver.get(kind) ?? 0) + 1);
}

function brokenExpectations(work: Work, explored: readonly Explored[]): readonly BrokenExpectation[] {
	const player = createPlayer(work);
	return work.scenario.expect.flatMap((each, expectation): readonly BrokenExpectation[] => {
		if (!explored.some(({ played }) => played.broken.includes(expectation))) return [];
		return [
			{ expectation, text: expectationText(each), ...smallestBreaking(explored, expectation, player, work.kinds) },
		];
	});
}

function levelsOf(explored: readonly Explored[]): readonly LevelSummary[] {
	const sizes = [...new Set(explored.map(({ schedule }) => schedule.length))];
	return sizes.map((faults) => {
		const all = explored.filter(({ schedule }) => schedule.length === faults);
		return { faults, played: all.length, breaking: all.filter(({ played }) => played.broken.length > 0).length };
	});
}

function exchangesIn(outcomes: Explored["played"]["outcomes"]): number {
	return Object.values(outcomes).reduce((sum, count) => sum + count, 0);
}

function checkedDepth(faults: number): number {
	if (Number.isInteger(faults) && faults >= 1 && faults <= MOST_FAULTS) return faults;
	throw new RangeError(`from 1 to ${MOST_FAULTS} faults can strike in one run, not ${faults}`);
}

/** The kinds that are tried where none are named. */
export function usualKinds(): readonly string[] {
	return explorableFaults.flatMap(({ name, isOnRequest }) => (isOnRequest === true ? [] : [name]));
}

/** In the order of the registry, whatever the order in which they are named. */
function checkedKinds(named: readonly string[] | undefined): readonly string[] {
	const all = explorableFaults.map(({ name }) => name);
	if (named === undefined) return usualKinds();
	const unknown = named?.find((name) => !all.includes(name));
	if (unknown !== undefined) throw new RangeError(`no fault '${unknown}' is tried; there are ${all.join(", ")}`);
	return all.filter((name) => named.includes(name));
}
