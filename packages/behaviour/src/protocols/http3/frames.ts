import type { Bytes } from "@roundtrip/model";

/** Bytes of a type, HEADERS or DATA: both are small (RFC 9114, section 7.2). */
const FRAME_TYPE: Bytes = 1;

/** All bytes of a message's frames: HEADERS, and one DATA with all content where there is any. */
export function http3FramesSize(headBytes: Bytes, bodyBytes: Bytes): Bytes {
	return frameSize(headBytes) + (bodyBytes > 0 ? frameSize(bodyBytes) : 0);
}

function frameSize(payloadBytes: Bytes): Bytes {
	return FRAME_TYPE + integerSize(payloadBytes) + payloadBytes;
}

/** Bytes of an integer as QUIC writes it (RFC 9000, section 16). */
export function integerSize(value: number): Bytes {
	if (value < 64) return 1;
	if (value < 16_384) return 2;
	return value < 1_073_741_824 ? 4 : 8;
}
