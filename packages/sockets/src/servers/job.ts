import type { HttpReply } from "@roundtrip/behaviour";
import type { CallId, Method } from "@roundtrip/model";

/** How an answer looks on the wire. */
export interface AnswerLook {
	readonly summary: string;
	readonly size: number;
}

/** A request at the node that answers it. */
export interface Job {
	readonly call: CallId;
	readonly method: Method;
	readonly path: string;
	readonly content: Buffer;
	/** Answers it, in the words of the protocol that it came over, and says how the answer looks. */
	readonly answer: (reply: HttpReply) => AnswerLook;
}
