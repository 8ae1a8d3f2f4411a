import { contentType } from "../../messages/body.ts";
import { fieldOf, type HttpReply, type HttpRequest } from "../../messages/http-message.ts";
import { compressed, type Gzip } from "./compression.ts";
import { combinedField } from "./fields.ts";
import { negotiate, notAcceptable } from "./negotiation.ts";
import { conditional, isConditional } from "./precondition.ts";
import { acceptingRanges, ranged } from "./range.ts";

/** What a server knows when it answers. */
export interface AnswerSetting {
	/** ms since 1970. */
	readonly nowMs: number;
	/** Of a server that compresses. */
	readonly gzip?: Gzip | undefined;
}

/**
 * What a server answers to a request for a content that it has whole: compression, which makes another form of it with a
 * tag of its own, then whether the client takes its form, conditions, and parts (RFC 9110, section 13.2.2). A reply to HEAD keeps its body here, as its fields tell of it;
 * whoever writes it leaves it out.
 *
 * @param reply what it would answer to the same request without all that
 */
export function answerWith(request: HttpRequest, reply: HttpReply, { nowMs, gzip }: AnswerSetting): HttpReply {
	const selected = gzip === undefined ? reply : compressed(request, reply, gzip);
	return isRead(request) ? readAnswer(request, selected, nowMs) : selected;
}

function readAnswer(request: HttpRequest, reply: HttpReply, nowMs: number): HttpReply {
	if (!isAccepted(request, reply)) return notAcceptable([{ type: typeOf(reply) }]);
	if (!isConditional(request) && fieldOf(request.fields, "range") === undefined) return reply;
	const offered = acceptingRanges(reply);
	const answered = conditional(request, offered, nowMs);
	return answered === offered ? ranged(request, offered, nowMs) : answered;
}

function isRead({ method }: HttpRequest): boolean {
	return method === "GET" || method === "HEAD";
}

/** A server has each content in one form, and says so rather than send what nobody reads (RFC 9110, section 12.1). */
function isAccepted(request: HttpRequest, reply: HttpReply): boolean {
	const accept = combinedField(request.fields, "accept");
	if (accept === undefined || accept === "*/*") return true;
	if (reply.status < 200 || reply.status > 299 || reply.body.size === 0 || reply.isOpen === true) return true;
	const asked = { ...request, fields: [["accept", accept] as const] };
	return negotiate(asked, [{ type: typeOf(reply) }]).chosen !== undefined;
}

function typeOf({ fields, body }: HttpReply): string {
	return fieldOf(fields, "content-type") ?? contentType(body);
}
