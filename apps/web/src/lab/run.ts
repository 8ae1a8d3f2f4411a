import { type Analysis, analyse, createStateReader, nodeOrder, type StateReader } from "@roundtrip/analysis";
import type { Nanoseconds, Trace, World } from "@roundtrip/model";

/** One run with everything that the views draw: messages, exchanges, verdicts and more, each computed once, on demand. */
export interface Run extends Analysis {
	readonly world: World;
	/** From the client to what it depends on. */
	readonly nodes: readonly string[];
	/** When its last event happens. */
	readonly durationNs: Nanoseconds;
	/** What every node holds at a moment. */
	readonly states: StateReader;
}

/** Reads a trace for the views. */
export function createRun(trace: Trace): Run {
	return Object.assign(analyse(trace), {
		world: trace.header.world,
		nodes: nodeOrder(trace.header.scenario),
		durationNs: trace.length > 0 ? trace.at(trace.length - 1) : 0,
		states: createStateReader(trace),
	});
}
