import type { ReplyStep } from "@roundtrip/model";
import { EMPTY_BODY, textBody } from "./body.ts";
import { type HttpReply, plainReply } from "./http-message.ts";

/** The answer that the step of a route says. */
export function replyOf({ reply: status, location, size, body }: ReplyStep): HttpReply {
	const content = body !== undefined ? textBody(body) : size !== undefined ? { size } : EMPTY_BODY;
	return { status, fields: location === undefined ? [] : [["location", location]], body: content };
}

/** An answer of a sentence. */
export function textReply(status: number, text: string): HttpReply {
	return plainReply(status, textBody(text));
}
