import type { LinkSpec } from "@roundtrip/model";

/**
 * One direction of a link: a sender that takes one byte after the other at the link's rate, then a fixed delay.
 * Shared by all connections of the link, in both worlds: the simulator asks for whole messages, the shaper of real
 * sockets for chunks of bytes, and the last byte arrives at the same time either way.
 */
export interface Pipe {
	/** When the last of these bytes arrives, in ns; the pipe is busy until they have left. */
	transmit(nowNs: number, bytes: number): number;
	/** From the last byte leaving to its arrival, ns. */
	readonly delayNs: number;
}

export function createPipe(delayNs: number, bitsPerSecond: number | undefined): Pipe {
	/** Since when it has sent without a pause, and how many bytes: rounding once for all of them, chunks don't add up to more. */
	let busySinceNs = 0;
	let bytesSince = 0;
	let freeAtNs = 0;
	return {
		delayNs,
		transmit(nowNs, bytes) {
			if (nowNs > freeAtNs) {
				busySinceNs = nowNs;
				bytesSince = 0;
			}
			bytesSince += bytes;
			freeAtNs = busySinceNs + (bitsPerSecond === undefined ? 0 : Math.ceil((bytesSince * 8e9) / bitsPerSecond));
			return freeAtNs + delayNs;
		},
	};
}

/** The two directions of a link; their delays add up to its round-trip time. */
export function createPipes(link: Pick<LinkSpec, "rtt" | "rate" | "rate-up">): {
	readonly forth: Pipe;
	readonly back: Pipe;
} {
	const forthNs = Math.floor(link.rtt / 2);
	return { forth: createPipe(forthNs, link["rate-up"] ?? link.rate), back: createPipe(link.rtt - forthNs, link.rate) };
}
