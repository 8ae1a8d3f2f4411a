import { type HttpRequest, requestFields } from "@roundtrip/behaviour";
import type { AttemptResult, CallId, Nanoseconds } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";

/** One call, as its asker wants it made. */
export interface Question {
	readonly call: CallId;
	/** What it asks for. */
	readonly request: HttpRequest;
	/** All that its client sets, names and values in turn. */
	readonly headers: readonly string[];
	readonly content: Buffer | undefined;
	/** When its asker came to want it. */
	readonly atNs: Nanoseconds;
	readonly timeoutNs: Nanoseconds;
	/** Told once how the call ended, and when. */
	readonly ended: (result: AttemptResult, atNs: Nanoseconds) => void;
}

export interface QuestionParts extends Pick<Question, "call" | "request" | "atNs" | "timeoutNs" | "ended"> {
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
