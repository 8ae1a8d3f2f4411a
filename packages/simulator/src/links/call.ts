import {
	type ClientProof,
	type Content,
	type Conversation,
	dialectOf,
	fieldOf,
	type HttpReply,
	type HttpRequest,
} from "@roundtrip/behaviour";
import { type AttemptResult, type CallId, isRedirect, type Step } from "@roundtrip/model";
import type { Timer } from "../world.ts";
import type { StreamListener } from "./stream.ts";

/** One request and its answer over one link, as the asking node follows it. */
export interface Call {
	readonly id: CallId;
	readonly exchange: number;
	readonly attempt: number;
	/** What it asks for, as it is written, and what writes the other messages of the call. */
	readonly question: HttpRequest;
	readonly conversation: Conversation;
	/** What the asking node has to say, in the request or in each of its items. */
	readonly content: Content;
	/** What the answering node does for it. */
	readonly steps: readonly Step[];
	/** Who asks by the certificate that was shown when the connection was secured. */
	readonly certificate: ClientProof | undefined;
	/** The last event at the asking node; the next one is its consequence. */
	lastSeq: number;
	/** The fault by which its request comes so that it can't be read. */
	damagedBy: number | undefined;
	/** The request has left. */
	isSent: boolean;
	/** The answer as it was written, once it is here. */
	reply: HttpReply | undefined;
	isOver: boolean;
	timeout: Timer | undefined;
	/** Told of a stream; without it, an answer is wanted as a whole, within the timeout. */
	readonly listener: StreamListener | undefined;
	/** Told once how it ended, and by which event. */
	readonly ended: (result: AttemptResult, seq: number) => void;
}

/** What whoever makes a call knows of it. */
export type CallDraft = Omit<
	Call,
	"damagedBy" | "isSent" | "reply" | "isOver" | "timeout" | "listener" | "certificate"
> &
	Partial<Pick<Call, "listener" | "certificate">>;

export function createCall(draft: CallDraft, listener: StreamListener | undefined = draft.listener): Call {
	const { id, exchange, attempt, question, conversation, content, steps, lastSeq, certificate, ended } = draft;
	const [isSent, isOver, reply, timeout] = [false, false, undefined, undefined];
	// One literal, since many calls are made: an object that is spread into another costs several times as much.
	return {
		id,
		exchange,
		attempt,
		question,
		conversation,
		content,
		steps,
		lastSeq,
		isSent,
		reply,
		isOver,
		timeout,
		listener,
		certificate,
		ended,
		damagedBy: undefined,
	};
}

/** How a call ended whose answer has come. */
export function answered(call: Call, reply: HttpReply): AttemptResult {
	call.reply = reply;
	const status = dialectOf(call.conversation.target.protocol).meaning(reply);
	return { how: "answered", status, location: isRedirect(status) ? fieldOf(reply.fields, "location") : undefined };
}

/** The fields of an event that belongs to a call. */
export function ofCall(
	{ exchange, attempt, id }: Pick<Call, "exchange" | "attempt" | "id">,
	node: string,
): { readonly node: string; readonly exchange: number; readonly attempt: number; readonly call: CallId } {
	return { node, exchange, attempt, call: id };
}
