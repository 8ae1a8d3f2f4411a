import type { CallId, Method } from "@roundtrip/model";
import type { Body } from "../body.ts";
import { requestSection } from "../http2/fields.ts";
import { type FramedMessage, framedMessage } from "../http2/message.ts";
import { http3FramesSize } from "./frames.ts";
import { encodeFieldSection } from "./qpack.ts";

/** A request over HTTP/3 (RFC 9114), always `https`. Its sizes are modelled: no client of the real world is compared with it. */
export function encodeHttp3Request(method: Method, path: string, to: string, call: CallId, body: Body): FramedMessage {
	const fields = requestSection(method, path, to, call, body, "https");
	return framedMessage(`${method} ${path}`, fields, encodeFieldSection(fields).length, body, http3FramesSize);
}
