import type { Content, Conversation } from "@roundtrip/behaviour";
import type { Nanoseconds, Step } from "@roundtrip/model";
import type { Replies } from "./conversations.ts";
import type { ItemNumbers } from "./item-numbers.ts";
import type { Job } from "./job.ts";

/** A request on its way through the steps of its route. */
export interface Progress {
	readonly job: Job;
	readonly conversation: Conversation;
	readonly replies: Replies;
	readonly steps: readonly Step[];
	/** What is left to do for it after that isn't wanted any more. */
	readonly wantedUntilNs: Nanoseconds;
	/** Calls made for it so far. */
	calls: number;
	/** Since when the present step counts. */
	sinceNs: Nanoseconds;
	/** `working`: nothing was said yet. `answered`: the answer has been handed over. `over`: nothing more is done for it. */
	state: "working" | "streaming" | "answered" | "over";
	holdsWorker: boolean;
	/** What its client sent last. */
	received: Content;
	readonly numbers: ItemNumbers;
	/** The item of a channel that was waited for. */
	found: Content | undefined;
}

/** A step that is done: what comes next, unless the conversation is over. */
export type Next = () => void;
