import type { Bytes } from "@roundtrip/model";
import { type Body, bodyStart } from "../../messages/body.ts";
import type { HeaderField } from "../../messages/http-message.ts";
import { sectionText } from "./fields.ts";

/** A whole message of HTTP/2 (RFC 9113) or HTTP/3 (RFC 9114): a compressed field section and its content, in frames. */
export interface FramedMessage {
	/** `POST /transfers` or `201 Created`; HTTP/2 has no reason phrases, the name of the status is for the reader. */
	readonly summary: string;
	/** The field section as text, a line a field, pseudo-fields first; on the wire it is `headBytes` long. */
	readonly head: string;
	/** The begin of the content, at most `BODY_KEPT` bytes, one character a byte. */
	readonly body: string;
	/** Bytes of all its frames, with their headers. */
	readonly size: Bytes;
	/** Bytes of the compressed field section, without headers of frames. */
	readonly headBytes: Bytes;
	/** Bytes of the content. */
	readonly bodyBytes: Bytes;
}

/** How a version of HTTP frames: all bytes for so many of a field section and so many of content. */
export type FramesSize = (headBytes: Bytes, bodyBytes: Bytes) => Bytes;

export function framedMessage(
	summary: string,
	fields: readonly HeaderField[],
	headBytes: Bytes,
	content: Body,
	framesSize: FramesSize,
): FramedMessage {
	return {
		summary,
		head: sectionText(fields),
		body: bodyStart(content),
		size: framesSize(headBytes, content.size),
		headBytes,
		bodyBytes: content.size,
	};
}
