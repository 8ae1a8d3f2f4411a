import type { Bytes } from "@roundtrip/model";

/** Length, type, flags and stream of a frame (RFC 9113, section 4.1). */
export const FRAME_HEADER_BYTES: Bytes = 9;

/** The largest payload before a peer allows more (SETTINGS_MAX_FRAME_SIZE). */
const FRAME_LIMIT: Bytes = 16_384;

/**
 * All bytes of a message's frames: HEADERS with its CONTINUATIONs, then DATA, where the last one ends the stream. A message
 * without content ends it with its HEADERS. Where a flow-control window is used up within a frame, the wire bears one
 * header more.
 */
export function http2FramesSize(headBytes: Bytes, bodyBytes: Bytes): Bytes {
	const headFrames = Math.max(1, Math.ceil(headBytes / FRAME_LIMIT));
	const dataFrames = Math.ceil(bodyBytes / FRAME_LIMIT);
	return headBytes + bodyBytes + FRAME_HEADER_BYTES * (headFrames + dataFrames);
}
