import type { Nanoseconds, Scenario } from "@roundtrip/model";

/** What is needed to play schedules: plain data, for whoever plays them elsewhere. */
export interface Work {
	readonly scenario: Scenario;
	readonly seed: number;
	/** How many faults strike in one run at most. */
	readonly faults: number;
	/** The names of the kinds of faults that are tried. */
	readonly kinds: readonly string[];
	readonly restartAfterNs: Nanoseconds;
}
