import type { Call } from "../links/call.ts";
import type { ReturnWay } from "../links/caller.ts";
import type { Inbox } from "./inbox.ts";
import type { ItemNumbers } from "./item-numbers.ts";

/** A request at the node that answers it. */
export interface Job {
	readonly call: Call;
	/** The way of its answer. */
	readonly back: ReturnWay;
	/** What its client says after the request, where the conversation has items. */
	readonly inbox: Inbox | undefined;
	/** What is left to do for it after that isn't wanted any more. */
	readonly wantedUntilNs: number;
	/** Of its node; work of an earlier life is gone. */
	readonly life: number;
	/** The last event of this job; the next one is its consequence. */
	lastSeq: number;
	/** Calls made for it so far. */
	calls: number;
	/** How often an issuer's keys were fetched for it. */
	fetches: number;
	/** Of the items of its stream, once there are some. */
	numbers: ItemNumbers | undefined;
	hasWorker: boolean;
	/** `open`: the answer is a stream that has begun. `closed`: nothing can be said on it any more, and work for it goes on. */
	state: "unanswered" | "answered" | "open" | "closed" | "over";
}
