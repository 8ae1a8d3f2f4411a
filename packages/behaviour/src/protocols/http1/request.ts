import type { CallId, Method } from "@roundtrip/model";
import { type Body, bodyStart } from "../../messages/body.ts";
import { fieldOf, type HeaderField, type HttpRequest } from "../../messages/http-message.ts";
import { chunkedSize } from "./chunk.ts";
import type { ConnectionEnding, Http1Message } from "./message.ts";

/** Methods whose request has content even when it is empty, so that its length is always said. */
const WITH_CONTENT: readonly Method[] = ["POST", "PUT", "PATCH"];

/** Names the call of a request. */
const CALL_FIELD = "roundtrip-call";

/**
 * The header fields that a client of a scenario sets, in order; the rest comes from its HTTP library.
 * `roundtrip-call` names the call, so that a server's events can be told apart.
 */
export function requestFields({ fields }: HttpRequest, to: string, call: CallId): readonly HeaderField[] {
	return [["host", to], [CALL_FIELD, call], ...fields];
}

/** Whether a request says the length of its content (RFC 9110, section 8.6). */
export function saysLength(method: Method, body: Body): boolean {
	return body.size > 0 || WITH_CONTENT.includes(method);
}

/**
 * A request as undici writes it: host, connection, the caller's fields, content-length. It writes the head of a stream with
 * its first content: one that turns out to be empty has a length after all.
 *
 * @param ending what becomes of the connection after it (RFC 9112, section 9.6)
 */
export function encodeRequest(
	request: HttpRequest,
	to: string,
	call: CallId,
	ending: ConnectionEnding = "keep-alive",
): Http1Message {
	const { method, path, body, isStreamed, isOpen } = request;
	// Text that is added to is put together when it is read, and in runs of which there are thousands nobody reads it.
	let head = `${method} ${path} HTTP/1.1\r\nhost: ${to}\r\n`;
	// An upgrade says itself what becomes of the connection.
	if (fieldOf(request.fields, "connection") === undefined) head += `connection: ${ending}\r\n`;
	head += `${CALL_FIELD}: ${call}\r\n`;
	for (const [name, value] of request.fields) head += `${name}: ${value}\r\n`;
	const isChunked = isStreamed === true && (body.size > 0 || isOpen === true);
	if (isChunked) head += "transfer-encoding: chunked\r\n";
	else if (saysLength(method, body)) head += `content-length: ${body.size}\r\n`;
	head += "\r\n";
	const content = isChunked ? chunkedSize(body.size, isOpen === true) : body.size;
	return { summary: `${method} ${path}`, head, body: bodyStart(body), size: head.length + content };
}
