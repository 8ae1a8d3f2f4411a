import { type Analysis, analyse, createStateReader, nodeOrder, type StateReader } from "@roundtrip/analysis";
import type { Nanoseconds, Trace, World } from "@roundtrip/model";
import { type Consequences, createConsequences } from "./consequences.ts";
import { type OpenStream, streamsOf } from "./streams.ts";

/** One run with everything that the views draw: messages, exchanges, verdicts and more, each computed once, on demand. */
export interface Run extends Analysis {
	readonly world: World;
	/** From the client to what it depends on. */
	readonly nodes: readonly string[];
	/** When its last event happens. */
	readonly durationNs: Nanoseconds;
	/** What every node holds at a moment. */
	readonly states: StateReader;
	readonly consequences: Consequences;
	/** Answers that went on, with their items. */
	readonly streams: readonly OpenStream[];
	/** SHA-256 of the trace as NDJSON: the same for the same scenario, seed and faults on every engine. */
	readonly sha256?: string;
}

/** Reads a trace for the views. */
export function createRun(trace: Trace, sha256?: string): Run {
	const run: Run = Object.assign(analyse(trace), {
		world: trace.header.world,
		nodes: nodeOrder(trace.header.scenario),
		durationNs: trace.length > 0 ? trace.at(trace.length - 1) : 0,
		states: createStateReader(trace),
		consequences: createConsequences(trace),
		streams: [],
		...(sha256 === undefined ? {} : { sha256 }),
	});
	return Object.defineProperty(run, "streams", { get: once(() => streamsOf(run)) });
}

function once<Value>(compute: () => Value): () => Value {
	let kept: { readonly value: Value } | undefined;
	return () => {
		kept ??= { value: compute() };
		return kept.value;
	};
}
