import type { ReplyStep } from "@roundtrip/model";
import { type Body, EMPTY_BODY, textBody } from "./body.ts";

/** What a server answers, whatever the protocol. */
export interface Reply {
	readonly status: number;
	readonly body: Body;
	/** The path that it sends its asker on to. */
	readonly location?: string | undefined;
}

/** The answer that the step of a route says. */
export function replyOf({ reply: status, location, size, body }: ReplyStep): Reply {
	const content = body !== undefined ? textBody(body) : size !== undefined ? { size } : EMPTY_BODY;
	return { status, body: content, location };
}
