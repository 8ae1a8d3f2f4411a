/** The window field of the header has 16 bits. */
export const MAX_SCALED_WINDOW = 65_535;

/** What Linux keeps beside the data of a received packet: headroom, shared info (NET_SKB_PAD, skb_shared_info). */
const OVERHEAD_BYTES = 384;
/** IP and TCP headers are in the same buffer. */
const HEADERS_BYTES = 52;
/** The packet's own record (sk_buff, padded). */
const RECORD_BYTES = 256;

/**
 * Memory that a received segment takes: buffers come in powers of two. A full Ethernet segment takes 2,304 bytes for its
 * 1,448, so that the window is 0.63 of the buffer. Drivers differ; this is one buffer for each packet.
 */
export function memoryOf(bytes: number): number {
	let buffer = 512;
	while (buffer < bytes + HEADERS_BYTES + OVERHEAD_BYTES) buffer *= 2;
	return buffer + RECORD_BYTES;
}
