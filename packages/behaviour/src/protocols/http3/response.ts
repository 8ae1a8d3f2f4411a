import type { Nanoseconds } from "@roundtrip/model";
import { type Body, EMPTY_BODY } from "../body.ts";
import { hasNoBody, reasonPhrase } from "../http1/status.ts";
import { responseSection } from "../http2/fields.ts";
import { type FramedMessage, framedMessage } from "../http2/message.ts";
import { http3FramesSize } from "./frames.ts";
import { encodeFieldSection } from "./qpack.ts";

/** A response over HTTP/3 (RFC 9114), with the fields of HTTP/2's. */
export function encodeHttp3Response(
	status: number,
	body: Body,
	atNs: Nanoseconds,
	answersHead = false,
	location?: string,
): FramedMessage {
	const fields = responseSection(status, body, atNs, location);
	const content: Body = answersHead || hasNoBody(status) ? EMPTY_BODY : body;
	const summary = `${status} ${reasonPhrase(status)}`;
	return framedMessage(summary, fields, encodeFieldSection(fields).length, content, http3FramesSize);
}
