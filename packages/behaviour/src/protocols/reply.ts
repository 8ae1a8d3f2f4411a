import type { ReplyStep } from "@roundtrip/model";
import { textBody } from "../messages/body.ts";
import type { Content } from "../messages/content.ts";
import { contentSaid } from "../messages/content.ts";
import { fieldOf, type HeaderField, type HttpReply, type HttpRequest, plainReply } from "../messages/http-message.ts";
import { answerOf } from "./ask.ts";
import type { Conversation } from "./dialect.ts";
import { answerWith } from "./rest/answer.ts";

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

/** Fields of a request that make its answer depend on more than the route. */
const CONDITIONS = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "range"];

/**
 * What a server answers to a request whose route says this: conditions and parts of plain HTTP are seen to.
 * @param nowMs ms since 1970
 */
export function answerTo(conversation: Conversation, request: HttpRequest, reply: HttpReply, nowMs: number): HttpReply {
	const isAsked = CONDITIONS.some((name) => fieldOf(request.fields, name) !== undefined);
	if (conversation.target.protocol !== "rest" || !isAsked) return reply;
	return answerWith(request, reply, nowMs);
}

/** An answer of a sentence, in the conversation's dialect. */
export function sentenceOf(conversation: Conversation, status: number, text: string): HttpReply {
	return answerOf(conversation, status, { body: textBody(text) });
}

/** The same in plain HTTP. */
export function textReply(status: number, text: string): HttpReply {
	return plainReply(status, textBody(text));
}
