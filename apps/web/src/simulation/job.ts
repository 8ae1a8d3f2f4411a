import type { Fault, Problem, TraceHeader } from "@roundtrip/model";

/** A run to make. */
export interface Job {
	/** The scenario, as YAML. */
	readonly text: string;
	/** Its name in the gallery, where it is from there as it is. */
	readonly gallery?: string | undefined;
	/** Absent: the seed of the scenario. */
	readonly seed?: number | undefined;
	/** Added faults, each as it would stand in a scenario file. */
	readonly faults: readonly string[];
}

/** A trace on its way between threads: its events as NDJSON without the header, which travels as it is. */
export interface PackedTrace {
	readonly header: TraceHeader;
	readonly events: Uint8Array<ArrayBuffer>;
	/** SHA-256 of the whole trace as NDJSON, in hex; absent where the page may not compute it. */
	readonly sha256?: string;
}

/** Why there is no run. Expected, so it is data. */
export type JobFailure =
	| { readonly ok: false; readonly where: "scenario"; readonly problems: readonly Problem[] }
	| { readonly ok: false; readonly where: "fault"; readonly fault: string; readonly problem: string }
	| { readonly ok: false; readonly where: "world"; readonly title: string; readonly detail: string };

export type JobResult =
	| { readonly ok: true; readonly packed: PackedTrace; readonly faults: readonly Fault[] }
	| JobFailure;
