import { type Body, requestFields } from "@roundtrip/behaviour";
import type { AttemptResult, CallId, Method, Nanoseconds } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";

/** One call, as its asker wants it made. */
export interface Question {
	readonly call: CallId;
	readonly method: Method;
	readonly path: string;
	/** Names and values in turn. */
	readonly headers: readonly string[];
	readonly body: Buffer | undefined;
	/** The body as the scenario says it. */
	readonly content: Body;
	/** When its asker came to want it. */
	readonly atNs: Nanoseconds;
	readonly timeoutNs: Nanoseconds;
	/** Told once how the call ended, and when. */
	readonly ended: (result: AttemptResult, atNs: Nanoseconds) => void;
}

export interface QuestionParts extends Pick<Question, "call" | "method" | "path" | "atNs" | "timeoutNs" | "ended"> {
	readonly to: string;
	readonly body: Body;
}

export function createQuestion({ to, body, ...parts }: QuestionParts): Question {
	return {
		...{ ...parts, content: body },
		headers: requestFields(to, parts.call, body).flat(),
		body: body.size > 0 ? bytesOf(body) : undefined,
	};
}
