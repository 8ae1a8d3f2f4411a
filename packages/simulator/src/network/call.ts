import type { Http1Message } from "@roundtrip/behaviour";
import type { AttemptResult, CallId, Step } from "@roundtrip/model";
import type { Timer } from "../world.ts";
import type { Connection } from "./connection.ts";

/** One request and its answer over one link, as the asking node follows it. */
export interface Call {
	readonly id: CallId;
	readonly exchange: number;
	readonly attempt: number;
	readonly request: Http1Message;
	/** What the answering node does for it. */
	readonly steps: readonly Step[];
	/** Whether the request's method is HEAD, so that the answer has no body. */
	readonly isHead: boolean;
	/** The last event at the asking node; the next one is its consequence. */
	lastSeq: number;
	connection: Connection | undefined;
	/** The request has left. */
	isSent: boolean;
	isOver: boolean;
	timeout: Timer | undefined;
	/** Told once how it ended. */
	readonly ended: (result: AttemptResult) => void;
}
