import type { Nanoseconds, Scenario, Trace } from "@roundtrip/model";
import type { Points } from "../points.ts";
import type { Pruning } from "../pruning.ts";
import type { Strike } from "../schedule.ts";

/** A run in which more may strike. */
export interface OpenRun {
	readonly trace: Trace;
	/** With the faults of the run. */
	readonly scenario: Scenario;
	readonly points: Points;
	/** The names of all kinds that are tried. */
	readonly kinds: readonly string[];
	/** No other fault follows the one that is to strike. */
	readonly isLast: boolean;
	/** How long after its death a node is started again. */
	readonly restartAfterNs: Nanoseconds;
}

/** Somewhere that a kind of fault could strike: it does, or it is left out, with the reason. */
export type Candidate =
	| { readonly strike: Strike }
	| { readonly point: string; readonly place: string; readonly after: number; readonly pruned: Pruning };

/** A kind of fault that the explorer tries everywhere. */
export interface ExplorableFault {
	/** As a scenario names it. */
	readonly name: string;
	/** What it does, in a few words for a table. */
	readonly what: string;
	/** Tried only where it is named: its runs take ten times as long, as those of packets do, or what it does is rare. */
	readonly isOnRequest?: true;
	/** Every point of a run that it could strike, in the order of the run. */
	candidates(run: OpenRun): readonly Candidate[];
}
