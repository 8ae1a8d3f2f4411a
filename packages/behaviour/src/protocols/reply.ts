import { type ReplyStep, routesAt, type Scenario } from "@roundtrip/model";
import { textBody } from "../messages/body.ts";
import type { Content } from "../messages/content.ts";
import { contentSaid } from "../messages/content.ts";
import { type HeaderField, type HttpReply, type HttpRequest, plainReply } from "../messages/http-message.ts";
import { answerOf } from "./ask.ts";
import type { Conversation } from "./dialect.ts";
import { type AnswerSetting, answerWith } from "./rest/answer.ts";
import { METHOD_TRAITS } from "./rest/method.ts";
import { isConditional, preconditionFailed, preconditionOf, validatorsOf } from "./rest/precondition.ts";
import { problemReply } from "./rest/problem.ts";

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

/** What a server answers to a request whose route says this: plain HTTP has forms, conditions and parts of a content. */
export function answerTo(
	conversation: Conversation,
	request: HttpRequest,
	reply: HttpReply,
	setting: AnswerSetting,
): HttpReply {
	return conversation.target.protocol === "rest" ? answerWith(request, reply, setting) : reply;
}

/**
 * The refusal of a request for a change that is meant for another content than the one that is there (RFC 9110, section
 * 13.1): it is answered before anything is done. What is there is what the route of GET at the same address says of it.
 *
 * @param nowMs ms since 1970
 */
export function refusedBefore(
	scenario: Scenario,
	server: string,
	conversation: Conversation,
	request: HttpRequest,
	nowMs: number,
): HttpReply | undefined {
	const { target } = conversation;
	if (target.protocol !== "rest" || METHOD_TRAITS[target.method].isSafe || !isConditional(request)) return undefined;
	const steps = routesAt(scenario, server)[`GET ${target.path}`] ?? [];
	const [current] = steps.flatMap((step) => ("reply" in step && step.reply < 300 ? [step] : []));
	const fields = Object.entries(current?.headers ?? {});
	const validators =
		current === undefined ? undefined : validatorsOf({ status: 200, fields, body: { size: 0 } }, nowMs);
	return preconditionOf(request, validators, nowMs) === "failed" ? preconditionFailed() : undefined;
}

/** What went wrong in a sentence, in the conversation's dialect; plain HTTP says it as a problem (RFC 9457). */
export function sentenceOf(conversation: Conversation, status: number, text: string): HttpReply {
	if (conversation.target.protocol === "rest") return problemReply({ status, detail: text.trim() });
	return answerOf(conversation, status, { body: textBody(text) });
}

/** The same in plain HTTP. */
export function textReply(status: number, text: string): HttpReply {
	return plainReply(status, textBody(text));
}
