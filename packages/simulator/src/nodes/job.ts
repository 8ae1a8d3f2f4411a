import type { Call } from "../links/call.ts";
import type { ReturnWay } from "../links/caller.ts";

/** A request at the node that answers it. */
export interface Job {
	readonly call: Call;
	/** The way of its answer. */
	readonly back: ReturnWay;
	/** Of its node; work of an earlier life is gone. */
	readonly life: number;
	/** The last event of this job; the next one is its consequence. */
	lastSeq: number;
	/** Calls made for it so far. */
	calls: number;
}
