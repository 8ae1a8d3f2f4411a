import type { PlannedExchange } from "@roundtrip/behaviour";
import type { Crashed, Impaired, Recovered, Scenario } from "@roundtrip/model";
import type { EffectRow } from "../stores/effects-store.ts";
import type { JournalEntry } from "./entry.ts";

/** What one process has written: one life of a node. */
export interface Life {
	readonly node: string;
	readonly entries: readonly JournalEntry[];
}

/** A crash as the orchestrator carried it out. */
export type CrashEntry = Omit<Crashed, "seq" | "causes">;

/** The begin or the end of a time in which a node was impaired, as the orchestrator carried it out. */
export type ImpairmentEntry = Omit<Impaired, "seq" | "causes"> | Omit<Recovered, "seq" | "causes">;

/** All that is left of a run. */
export interface RunRecord {
	readonly scenario: Scenario;
	readonly plan: readonly PlannedExchange[];
	/** The lives of one node stand in their order. */
	readonly lives: readonly Life[];
	readonly crashes: readonly CrashEntry[];
	readonly impairments?: readonly ImpairmentEntry[];
	/** What the file of each database holds. */
	readonly effects: ReadonlyMap<string, readonly EffectRow[]>;
}
