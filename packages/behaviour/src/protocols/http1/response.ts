import { type Body, bodyStart, contentType, EMPTY_BODY } from "../../messages/body.ts";
import { fieldOf, type HeaderField, type HttpReply } from "../../messages/http-message.ts";
import { chunkedSize } from "./chunk.ts";
import { httpDate } from "./date.ts";
import type { ConnectionEnding, Http1Message } from "./message.ts";
import { hasNoBody, reasonPhrase } from "./status.ts";

/** The header fields that a server of a scenario sets, in order; the rest comes from its HTTP library. */
export function responseFields({ status, fields, body, isStreamed }: HttpReply): readonly HeaderField[] {
	if (hasNoBody(status) || isStreamed === true) return fields;
	const saysType = body.size > 0 && fieldOf(fields, "content-type") === undefined;
	const type: readonly HeaderField[] = saysType ? [["content-type", contentType(body)]] : [];
	return [...fields, ...type, ["content-length", String(body.size)]];
}

/** What a reply has of content where it answers this request: none after HEAD, or where its status says so. */
export function contentOf({ status, body }: HttpReply, answersHead: boolean): Body {
	return answersHead || hasNoBody(status) ? EMPTY_BODY : body;
}

const SWITCHING_PROTOCOLS = 101;

/**
 * A response as Node's http writes it: the server's fields, Date, Connection, and how its end is known where its length
 * isn't.
 *
 * @param ending what becomes of the connection after it (RFC 9112, section 9.6)
 */
export function encodeResponse(
	reply: HttpReply,
	atNs: number,
	answersHead = false,
	ending: ConnectionEnding = "keep-alive",
): Http1Message {
	const { status, isStreamed, isOpen } = reply;
	const summary = `${status} ${reasonPhrase(status)}`;
	let head = `HTTP/1.1 ${summary}\r\n`;
	for (const [name, value] of responseFields(reply)) head += `${name}: ${value}\r\n`;
	// What a cache gives bears the date of the server behind it, and an upgrade is written by another library.
	const isUpgrade = status === SWITCHING_PROTOCOLS;
	if (!isUpgrade && fieldOf(reply.fields, "date") === undefined) head += `Date: ${httpDate(atNs)}\r\n`;
	if (!isUpgrade) head += `Connection: ${reply.closes === true ? "close" : ending}\r\n`;
	if (isStreamed === true) head += "Transfer-Encoding: chunked\r\n";
	head += "\r\n";
	const content = contentOf(reply, answersHead);
	const size = isStreamed === true ? chunkedSize(content.size, isOpen === true) : content.size;
	return { summary, head, body: bodyStart(content), size: head.length + size };
}
