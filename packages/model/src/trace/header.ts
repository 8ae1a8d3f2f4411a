import type { Scenario } from "../scenario/scenario.ts";

/** The version of the trace format that this program writes. */
export const TRACE_VERSION = 1;

export type World = "simulated" | "real";

/**
 * How true the messages of a run are: `bytes` (the exact bytes), `messages` (counts and sizes), `model` (times only).
 */
export type Fidelity = "bytes" | "messages" | "model";

/** The first line of a trace: everything that is needed to run it again. */
export interface TraceHeader {
	readonly trace: typeof TRACE_VERSION;
	readonly world: World;
	readonly seed: number;
	/** With the faults that were added for this run. */
	readonly scenario: Scenario;
	/** Program and engine versions; only what is the same on every engine in the simulated world. */
	readonly versions: Readonly<Record<string, string>>;
	/** By protocol. */
	readonly fidelity: Readonly<Record<string, Fidelity>>;
}

/** The version of this program, as traces name it. */
export const PROGRAM_VERSION = "0.1.0";
