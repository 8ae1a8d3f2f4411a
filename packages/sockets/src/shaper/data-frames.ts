import type { Bytes } from "@roundtrip/model";

/** A frame's header, and what fits into a frame (RFC 9113, sections 4.1 and 4.2). */
export const FRAME_HEADER_BYTES: Bytes = 9;
const FRAME_LIMIT: Bytes = 16_384;

/** All bytes of data in its frames. */
export function dataFrames(bytes: Bytes): Bytes {
	return bytes + FRAME_HEADER_BYTES * Math.ceil(bytes / FRAME_LIMIT);
}
