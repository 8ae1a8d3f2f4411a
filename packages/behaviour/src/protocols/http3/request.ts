import type { CallId } from "@roundtrip/model";
import type { HttpRequest } from "../../messages/http-message.ts";
import { requestSection } from "../http2/fields.ts";
import { type FramedMessage, framedMessage } from "../http2/message.ts";
import { http3FramesSize } from "./frames.ts";
import { encodeFieldSection } from "./qpack.ts";

/** A request over HTTP/3 (RFC 9114), always `https`. Its sizes are modelled: no client of the real world is compared with it. */
export function encodeHttp3Request(request: HttpRequest, to: string, call: CallId): FramedMessage {
	const fields = requestSection(request, to, call, "https");
	const summary = `${request.method} ${request.path}`;
	return framedMessage(summary, fields, encodeFieldSection(fields).length, request.body, http3FramesSize);
}
