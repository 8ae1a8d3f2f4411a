import { type Conversation, dialectOf, type HttpReply, type HttpRequest, requestFields } from "@roundtrip/behaviour";
import type { AttemptResult, CallId, Nanoseconds } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import type { StreamWish } from "./asked-stream.ts";

/** One call, as its asker wants it made. */
export interface Question {
	readonly call: CallId;
	/** What it asks for. */
	readonly request: HttpRequest;
	/** All that its client sets, names and values in turn. */
	readonly headers: readonly string[];
	readonly content: Buffer | undefined;
	/** In whose dialect it is; absent where it is plain HTTP. */
	readonly conversation?: Conversation;
	/** Where it opens a stream. */
	readonly stream?: StreamWish | undefined;
	/** When its asker came to want it. */
	readonly atNs: Nanoseconds;
	/** For an answer, or for the head of a stream. */
	readonly timeoutNs: Nanoseconds;
	/** Told once how the call ended, and when. */
	readonly ended: (result: AttemptResult, atNs: Nanoseconds) => void;
}

export interface QuestionParts
	extends Pick<Question, "call" | "request" | "conversation" | "stream" | "atNs" | "timeoutNs" | "ended"> {
	readonly to: string;
}

export function createQuestion({ to, ...parts }: QuestionParts): Question {
	const { request, call } = parts;
	return {
		...parts,
		headers: requestFields(request, to, call).flat(),
		content: request.body.size > 0 ? bytesOf(request.body) : undefined,
	};
}

/** How a call ended that was answered: where a dialect has its own words for what went wrong, in those of HTTP. */
export function resultOf({ conversation }: Question, reply: HttpReply, location: string | undefined): AttemptResult {
	const { status } = reply;
	const said = conversation === undefined ? status : dialectOf(conversation.target.protocol).meaning(reply);
	return { how: "answered", status: said, location };
}
