import type { Trace } from "@roundtrip/model";
import { streamingExchanges } from "../streams.ts";
import { StateFold } from "./fold.ts";
import { initialState } from "./initial-state.ts";
import type { LabState } from "./lab-state.ts";

/** Events between two checkpoints, at least: a seek folds over about as many. */
const STRIDE = 1_000;

/** Looks at a run at any of its moments. */
export interface StateReader {
	/**
	 * The state after the event at `seq`, -1 for before the first; throws a RangeError outside the trace.
	 * A step forward costs as much as the change; a seek folds from the nearest checkpoint.
	 */
	stateAt(seq: number): LabState;
}

/**
 * Folds over a trace as far as it is asked to, and keeps a checkpoint now and then for the way back.
 * A checkpoint of a large state comes after as many events, so that all of them take no more room than the trace.
 * `stride` is the least number of events between two.
 */
export function createStateReader(trace: Trace, stride: number = STRIDE): StateReader {
	const checkpoints: LabState[] = [initialState(trace.header.scenario)];
	const start = checkpoints[0] ?? initialState(trace.header.scenario);
	const streams = streamingExchanges(trace);
	let fold = new StateFold(start, streams);

	const step = (): void => {
		fold.apply(trace.event(fold.seq + 1));
		const last = checkpoints.at(-1) ?? start;
		const passed = fold.seq - last.seq;
		if (passed >= stride && passed >= fold.size) checkpoints.push(fold.show());
	};

	return {
		stateAt(seq) {
			if (!Number.isInteger(seq) || seq < -1 || seq >= trace.length) {
				throw new RangeError(`there is no event ${seq} in a trace of ${trace.length}`);
			}
			const near = checkpointBefore(checkpoints, seq) ?? start;
			// A checkpoint close ahead is not worth the copy: stepping goes on as it is.
			if (seq < fold.seq || near.seq >= fold.seq + stride) fold = new StateFold(near, streams);
			while (fold.seq < seq) step();
			return fold.show();
		},
	};
}

/** The last checkpoint at or before an event; they are in order. */
function checkpointBefore(checkpoints: readonly LabState[], seq: number): LabState | undefined {
	let low = 0;
	let high = checkpoints.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((checkpoints[middle]?.seq ?? 0) <= seq) low = middle + 1;
		else high = middle;
	}
	return checkpoints[low - 1];
}
