import type { CallId, Method } from "@roundtrip/model";
import type { Body } from "../body.ts";
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
	method: Method,
	path: string,
	to: string,
	call: CallId,
	body: Body,
	scheme: Scheme,
): FramedMessage {
	const fields = requestSection(method, path, to, call, body, scheme);
	return framedMessage(`${method} ${path}`, fields, encoder.encode(fields).length, body, http2FramesSize);
}
