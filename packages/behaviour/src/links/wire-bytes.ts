import type { Bytes } from "@roundtrip/model";

/** What a segment carries on an Ethernet path, with timestamps (RFC 7323). */
export const SEGMENT_BYTES: Bytes = 1_448;

/** Headers of a segment: 20 of IPv4, 20 of TCP, 12 of its timestamps. */
const HEADER_BYTES: Bytes = 52;

/**
 * What so many bytes that a program writes in one go take of a link's rate: themselves, and the headers of the segments
 * that carry them. Whoever moves whole messages counts as whoever moves packets, acknowledgements without data aside.
 */
export function wireBytes(bytes: Bytes): Bytes {
	return bytes + HEADER_BYTES * Math.ceil(bytes / SEGMENT_BYTES);
}
