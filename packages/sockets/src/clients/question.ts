import {
	type Conversation,
	dialectOf,
	fieldOf,
	type HttpReply,
	type HttpRequest,
	requestFields,
} from "@roundtrip/behaviour";
import { type AttemptResult, type CallId, isRedirect, type Nanoseconds } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import type { StreamWish } from "./asked-stream.ts";
import { endToEnd } from "./header-fields.ts";

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
	readonly ended: (result: CallResult, atNs: Nanoseconds) => void;
	/** Whether the end of the call comes with its answer. */
	readonly keepsReply?: boolean;
}

/** How a call ended, with its answer where it was wanted. */
export type CallResult = AttemptResult & { readonly reply?: HttpReply };

/** Whether its asker waits for nothing but what others say on the stream that it has opened. */
export function isListening({ stream }: Question): boolean {
	return stream?.isListening === true;
}

export interface QuestionParts
	extends Pick<
		Question,
		"call" | "request" | "conversation" | "stream" | "atNs" | "timeoutNs" | "ended" | "keepsReply"
	> {
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
export function resultOf({ conversation, keepsReply }: Question, reply: HttpReply): CallResult {
	const { status, fields } = reply;
	const said = conversation === undefined ? status : dialectOf(conversation.target.protocol).meaning(reply);
	const location = isRedirect(status) ? fieldOf(fields, "location") : undefined;
	const result = { how: "answered", status: said, location } as const;
	return keepsReply === true ? { ...result, reply: { ...reply, fields: endToEnd(fields) } } : result;
}
