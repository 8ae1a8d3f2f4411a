import type { Nanoseconds, Scenario } from "@roundtrip/model";
import type { Coverage } from "./coverage.ts";
import type { Lookalikes } from "./lookalikes.ts";
import type { MatrixRow } from "./matrix.ts";
import type { PairCell } from "./pairs.ts";
import type { Played } from "./player.ts";
import type { TriedRepair } from "./repairs/try-repairs.ts";
import type { Schedule } from "./schedule.ts";

/** An expectation of the scenario that some schedule breaks. */
export interface BrokenExpectation {
	/** Its position in the scenario. */
	readonly expectation: number;
	/** In words. */
	readonly text: string;
	/** How many schedules break it. */
	readonly schedules: number;
	/** Those of which no part breaks it, the smallest first; the first hundred. */
	readonly smallest: readonly Schedule[];
}

/** All schedules of so many faults. */
export interface LevelSummary {
	readonly faults: number;
	readonly played: number;
	readonly breaking: number;
}

/** What was found by trying all faults. */
export interface Exploration {
	/** With the faults that are in every run. */
	readonly scenario: Scenario;
	readonly seed: number;
	readonly kinds: readonly string[];
	/** How many faults strike in one run at most. */
	readonly faults: number;
	readonly restartAfterNs: Nanoseconds;
	/** Schedules that were played, the one without faults included. */
	readonly schedules: number;
	readonly levels: readonly LevelSummary[];
	/** What becomes of the scenario without added faults. */
	readonly unharmed: Played;
	/** One row for each place where one fault can strike, then one for each combination of kinds. */
	readonly matrix: readonly MatrixRow[];
	/** One for each two faults at their places, where that was asked for. */
	readonly pairs: readonly PairCell[];
	readonly broken: readonly BrokenExpectation[];
	/** Schedules in which an expectation could not be decided. */
	readonly undecided: number;
	/** Schedules that could not be played to their end, and why the first of them could not. */
	readonly unplayable: { readonly schedules: number; readonly problem: string | undefined };
	readonly coverage: Coverage;
	/** What one fault each makes, and what its client can't tell apart. */
	readonly lookalikes: readonly Lookalikes[];
	readonly repairs: readonly TriedRepair[];
	/** False where a limit left schedules out, or the exploration was cancelled. */
	readonly isComplete: boolean;
}
