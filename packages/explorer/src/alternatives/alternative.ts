import type { Scenario } from "@roundtrip/model";
import type { Change } from "../repairs/repair.ts";

/** What could be said otherwise in a scenario: the change in words, and as settings. */
export type Wish = Omit<Change, "scenario">;

/** One thing that a designer decides, and what else could have been decided. */
export interface Alternative {
	/** `tries`, `timeout of the client`. */
	readonly name: string;
	/** What it gives and what it costs, in a sentence. */
	readonly what: string;
	/** What this scenario could have instead. Those that it has already, or can't have, are left out by whoever asks. */
	wishes(scenario: Scenario): readonly Wish[];
}
