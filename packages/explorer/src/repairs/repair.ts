import type { Scenario } from "@roundtrip/model";

/** A change of a scenario that might mend it. */
export interface Change {
	/** In words: `the phone waits 4 s instead of 1 s`. */
	readonly text: string;
	/** The same as settings, as they are written on a command line: `nodes.phone.timeout=4s`. */
	readonly settings: readonly string[];
	readonly scenario: Scenario;
}

/** A kind of change that designers think of when an answer doesn't come. */
export interface Repair {
	readonly name: string;
	/** What it gives, and what it costs, in a sentence. */
	readonly what: string;
	/** The changes that this scenario allows, the smallest first. */
	changes(scenario: Scenario): readonly Change[];
}
