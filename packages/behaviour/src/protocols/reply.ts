import type { ReplyStep } from "@roundtrip/model";
import { textBody } from "../messages/body.ts";
import type { Content } from "../messages/content.ts";
import { contentSaid } from "../messages/content.ts";
import { type HeaderField, type HttpReply, plainReply } from "../messages/http-message.ts";
import { answerOf } from "./ask.ts";
import type { Conversation } from "./dialect.ts";

/**
 * The answer that the step of a route says.
 * @param otherwise what it carries where the step doesn't say
 */
export function replyOf(conversation: Conversation, step: ReplyStep, otherwise?: Content): HttpReply {
	const { reply: status, location, headers } = step;
	const fields: readonly HeaderField[] = [
		...(location === undefined ? [] : [["location", location] as const]),
		...Object.entries(headers ?? {}),
	];
	return answerOf(conversation, status, contentSaid(step, otherwise), fields);
}

/** An answer of a sentence, in the conversation's dialect. */
export function sentenceOf(conversation: Conversation, status: number, text: string): HttpReply {
	return answerOf(conversation, status, { body: textBody(text) });
}

/** The same in plain HTTP. */
export function textReply(status: number, text: string): HttpReply {
	return plainReply(status, textBody(text));
}
