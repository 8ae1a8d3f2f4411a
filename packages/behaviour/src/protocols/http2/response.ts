import type { Bytes, Nanoseconds } from "@roundtrip/model";
import type { HeaderField, HttpReply } from "../../messages/http-message.ts";
import { contentOf } from "../http1/response.ts";
import { reasonPhrase } from "../http1/status.ts";
import { responseSection } from "./fields.ts";
import { FRAME_HEADER_BYTES, http2FramesSize } from "./frames.ts";
import type { HpackEncoder } from "./hpack-encoder.ts";
import { type FramedMessage, framedMessage } from "./message.ts";

/**
 * A response as Node's http2 server writes it from `stream.respond` (with `endStream` where there is no content) and
 * `stream.end`; a server of Node's compatibility API ends each stream by an empty DATA frame more. `encoder` is the
 * server's of the connection, and learns from the fields.
 *
 * @param at a moment of virtual time, or the date as it is written
 */
export function encodeHttp2Response(
	encoder: HpackEncoder,
	reply: HttpReply,
	at: Nanoseconds | string,
	answersHead = false,
): FramedMessage {
	const fields = responseSection(reply, at);
	const summary = `${reply.status} ${reasonPhrase(reply.status)}`;
	const content = contentOf(reply, answersHead);
	const message = framedMessage(summary, fields, encoder.encode(fields).length, content, http2FramesSize);
	const { trailers = [], isOpen } = reply;
	if (isOpen === true || trailers.length === 0) return message;
	return { ...message, size: message.size + trailersSize(encoder, trailers) };
}

/** A block of fields behind the content, which ends the stream. */
export function trailersSize(encoder: HpackEncoder, trailers: readonly HeaderField[]): Bytes {
	return FRAME_HEADER_BYTES + encoder.encode(trailers).length;
}
