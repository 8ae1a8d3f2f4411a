import type { CallId, Method } from "@roundtrip/model";
import { type Body, bodyStart } from "../../messages/body.ts";
import { fieldOf, type HeaderField, type HttpRequest } from "../../messages/http-message.ts";
import { chunkedSize } from "./chunk.ts";
import type { ConnectionEnding, Http1Message } from "./message.ts";

/** Methods whose request has content even when it is empty, so that its length is always said. */
const WITH_CONTENT: readonly Method[] = ["POST", "PUT", "PATCH"];

/**
 * The header fields that a client of a scenario sets, in order; the rest comes from its HTTP library.
 * `roundtrip-call` names the call, so that a server's events can be told apart.
 */
export function requestFields({ fields }: HttpRequest, to: string, call: CallId): readonly HeaderField[] {
	return [["host", to], ["roundtrip-call", call], ...fields];
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
	const [host, ...others] = requestFields(request, to, call);
	const lines = [`${method} ${path} HTTP/1.1`, `${host?.[0]}: ${host?.[1]}`];
	// An upgrade says itself what becomes of the connection.
	if (fieldOf(request.fields, "connection") === undefined) lines.push(`connection: ${ending}`);
	for (const [name, value] of others) lines.push(`${name}: ${value}`);
	const isChunked = isStreamed === true && (body.size > 0 || isOpen === true);
	if (isChunked) lines.push("transfer-encoding: chunked");
	else if (saysLength(method, body)) lines.push(`content-length: ${body.size}`);
	const head = `${lines.join("\r\n")}\r\n\r\n`;
	const content = isChunked ? chunkedSize(body.size, isOpen === true) : body.size;
	return { summary: `${method} ${path}`, head, body: bodyStart(body), size: head.length + content };
}
