import type { Bytes } from "@roundtrip/model";
import type { Traveller } from "../path/direction.ts";

/** The largest UDP payload: what every path carries (RFC 9000, 14). */
const DATAGRAM: Bytes = 1_200;
/** IPv4 and UDP headers. */
const BELOW: Bytes = 28;
/** Short header with a connection id of 8 bytes and a packet number of 2, and the tag of the seal (RFC 9000, 17.3; 9001, 5). */
const PACKET: Bytes = 11 + 16;
/** Type, stream, offset and length of a STREAM or CRYPTO frame, as they mostly are (RFC 9000, 19.8). */
export const CHUNK_HEADER: Bytes = 8;
/** Type, largest, delay, count and first range of an ACK frame; and each further range (RFC 9000, 19.3). */
const ACK_FRAME: Bytes = 8;
const ACK_RANGE: Bytes = 3;

/** Bytes of a stream that one datagram has room for beside others' headers. */
export const ROOM: Bytes = DATAGRAM - PACKET - CHUNK_HEADER;

/** A piece of a stream. */
export interface Chunk {
	readonly stream: number;
	readonly from: number;
	readonly to: number;
}

/** The handshake's own stream. */
export const CRYPTO = -1;
/** STOP_SENDING and RESET_STREAM of a stream go as a stream of their own: so they are sent again if they are lost. */
export const RESET_BYTES: Bytes = 8;

export function resetOf(stream: number): number {
	return -2 - stream;
}
/** CONNECTION_CLOSE, a stateless reset, or ICMP's word that nobody listens: about as long (RFC 9000, 10.2 and 10.3). */
const CLOSING_BYTES: Bytes = BELOW + PACKET + 8;

/** Takes datagrams at the end of the path. */
export interface DatagramSink {
	receive(datagram: Datagram): void;
}

/** One QUIC packet in its UDP datagram; also what its sender remembers of it. */
export class Datagram implements Traveller {
	readonly number: number;
	readonly bytes: Bytes;
	readonly chunks: readonly Chunk[];
	/** Packet numbers that its sender has received: pairs of first and last, ascending. */
	readonly acks: readonly number[];
	readonly sentUs: number;
	/** It says that its sender knows nothing of the connection, or no more. */
	readonly closes: boolean;
	readonly #to: DatagramSink;

	constructor(
		to: DatagramSink,
		number: number,
		chunks: readonly Chunk[],
		acks: readonly number[],
		sentUs: number,
		padded: boolean,
		closes = false,
	) {
		this.#to = to;
		this.number = number;
		this.chunks = chunks;
		this.acks = acks;
		this.sentUs = sentUs;
		this.closes = closes;
		const data = chunks.reduce((sum, { from, to: end }) => sum + end - from + CHUNK_HEADER, 0);
		const ack = acks.length > 0 ? ACK_FRAME + ACK_RANGE * (acks.length / 2 - 1) : 0;
		this.bytes = closes ? CLOSING_BYTES : BELOW + (padded ? DATAGRAM : PACKET + data + ack);
	}

	arrive(): void {
		this.#to.receive(this);
	}
}
