import type { Nanoseconds } from "@roundtrip/model";
import type { HttpReply } from "../../messages/http-message.ts";
import { contentOf } from "../http1/response.ts";
import { reasonPhrase } from "../http1/status.ts";
import { responseSection } from "../http2/fields.ts";
import { type FramedMessage, framedMessage } from "../http2/message.ts";
import { http3FramesSize } from "./frames.ts";
import { encodeFieldSection } from "./qpack.ts";

/** A response over HTTP/3 (RFC 9114), with the fields of HTTP/2's. */
export function encodeHttp3Response(reply: HttpReply, atNs: Nanoseconds, answersHead = false): FramedMessage {
	const fields = responseSection(reply, atNs);
	const summary = `${reply.status} ${reasonPhrase(reply.status)}`;
	const content = contentOf(reply, answersHead);
	return framedMessage(summary, fields, encodeFieldSection(fields).length, content, http3FramesSize);
}
