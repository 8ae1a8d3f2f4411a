import type { CallId } from "@roundtrip/model";
import type { HttpRequest } from "../../messages/http-message.ts";
import { requestSection, type Scheme } from "./fields.ts";
import { http2FramesSize } from "./frames.ts";
import type { HpackEncoder } from "./hpack-encoder.ts";
import { type FramedMessage, framedMessage } from "./message.ts";

/**
 * A request as Node's http2 client writes it, told `endStream` where there is no content. `encoder` is the client's of
 * the connection, and learns from the fields.
 */
export function encodeHttp2Request(
	encoder: HpackEncoder,
	request: HttpRequest,
	to: string,
	call: CallId,
	scheme: Scheme,
): FramedMessage {
	const fields = requestSection(request, to, call, scheme);
	const summary = `${request.method} ${request.path}`;
	return framedMessage(summary, fields, encoder.encode(fields).length, request.body, http2FramesSize);
}
