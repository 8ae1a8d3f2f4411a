import type { HttpReply, HttpRequest } from "../../messages/http-message.ts";
import { conditional } from "./precondition.ts";
import { acceptingRanges, ranged } from "./range.ts";

/**
 * What a server answers to a request for a content that it has whole: conditions first, then parts (RFC 9110, section
 * 13.2.2). A reply to HEAD keeps its body here, as its fields tell of it; whoever writes it leaves it out.
 *
 * @param reply what it would answer to the same request without conditions and ranges
 * @param nowMs ms since 1970
 */
export function answerWith(request: HttpRequest, reply: HttpReply, nowMs: number): HttpReply {
	const isRead = request.method === "GET" || request.method === "HEAD";
	if (!isRead) return reply;
	const offered = acceptingRanges(reply);
	const answered = conditional(request, offered, nowMs);
	return answered === offered ? ranged(request, offered, nowMs) : answered;
}
