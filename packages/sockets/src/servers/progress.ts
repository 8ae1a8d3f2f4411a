import type { Content, Conversation, GatewayAnswer } from "@roundtrip/behaviour";
import type { CallId, Nanoseconds, Step } from "@roundtrip/model";
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
	/** It works on what its client has sent, and goes on to do so when that has closed in order. */
	takesItems: boolean;
	/** Strands of its work that go on by themselves, without anything that others would have to say first. */
	strands: number;
	/** What its client sent last. */
	received: Content;
	readonly numbers: ItemNumbers;
	/** Amounts that were read, by database and name. */
	readonly amounts: Map<string, Map<string, number>>;
	/** The transaction that is open. */
	transaction: OpenTransaction | undefined;
	/** The item of a channel that was waited for. */
	found: Content | undefined;
}

/** `aborted`: the database has undone its transaction. `unreachable`: nothing more can be said to it. */
export type CallFailure = "aborted" | "unreachable" | "elsewhere";

/** A transaction of a request. */
interface OpenTransaction {
	/** The call that began it. */
	readonly id: CallId;
	/** A call within it has failed. */
	readonly failed: (answer: GatewayAnswer, how: CallFailure) => void;
}

/** A step that is done: what comes next, unless the conversation is over. */
export type Next = () => void;
