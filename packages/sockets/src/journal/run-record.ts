import type { PlannedExchange } from "@roundtrip/behaviour";
import type { Crashed, Hampered, Recovered, Scenario } from "@roundtrip/model";
import type { EffectRow } from "../stores/effects-store.ts";
import type { JournalEntry } from "./entry.ts";

/** What one process has written: one life of a node. */
export interface Life {
	readonly node: string;
	readonly entries: readonly JournalEntry[];
}

/** A crash as the orchestrator carried it out. */
export type CrashEntry = Omit<Crashed, "seq" | "causes">;

/** The begin or the end of a time in which a node was hampered, as the orchestrator carried it out. */
export type HamperingEntry = Omit<Hampered, "seq" | "causes"> | Omit<Recovered, "seq" | "causes">;

/** All that is left of a run. */
export interface RunRecord {
	readonly scenario: Scenario;
	readonly plan: readonly PlannedExchange[];
	/** The lives of one node stand in their order. */
	readonly lives: readonly Life[];
	readonly crashes: readonly CrashEntry[];
	readonly hamperings?: readonly HamperingEntry[];
	/** What the file of each database holds. */
	readonly effects: ReadonlyMap<string, readonly EffectRow[]>;
}
