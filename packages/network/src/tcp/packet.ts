import type { Bytes } from "@roundtrip/model";
import type { Traveller } from "../path/direction.ts";

/** Flags of a packet; a packet with none of them carries data and an acknowledgement. */
export const SYN = 1;
export const FIN = 2;
export const RST = 4;
/** The end of what an application wrote, or of a burst. */
export const PSH = 8;
/** Carries an acknowledgement: all but the first SYN. */
export const ACK = 16;

/** IPv4 and TCP header without options (RFC 791, RFC 9293). */
export const HEADER_BYTES = 40;
/** The timestamp option, padded to a multiple of 4 (RFC 7323). */
export const TIMESTAMP_BYTES = 12;
/** MSS, SACK permitted and window scale in a SYN, padded (RFC 9293, 2018, 7323). */
export const SYN_OPTION_BYTES = 12;
/** With timestamps, the padding of the SYN's options gives way to SACK permitted (Linux, tcp_syn_options). */
export const SYN_OPTION_WITH_TIMESTAMP_BYTES = 20;
/** The header of the SACK option, padded, and one block of it (RFC 2018). */
export const SACK_BASE_BYTES = 4;
export const SACK_BLOCK_BYTES = 8;

/** Takes packets at the end of the path. */
export interface PacketSink {
	receive(packet: Packet): void;
}

/** One TCP segment in its IP packet. Packets are used again: nobody keeps one after `receive`. */
export class Packet implements Traveller {
	/** The endpoint that it is for. */
	to: PacketSink | undefined = undefined;
	/** Size of the whole IP packet. */
	bytes: Bytes = 0;
	flags = 0;
	/** Position of its first byte in the stream; the SYN has 0, the first byte of data 1. */
	seq = 0;
	/** Bytes of data. */
	length = 0;
	/** The receiver wants this position next. */
	ack = 0;
	/** How many bytes after `ack` the receiver has room for. */
	windowBytes = 0;
	/** Timestamp, and the other side's timestamp echoed, ms. */
	stampMs = 0;
	echoMs = 0;
	/** SACK blocks: pairs of first position and the one after the last, the newest block first. */
	sackCount = 0;
	/** It was sent before. */
	isResend = false;
	readonly sacks: Float64Array = new Float64Array(8);
	readonly #pool: PacketPool;

	constructor(pool: PacketPool) {
		this.#pool = pool;
	}

	arrive(): void {
		this.to?.receive(this);
		this.#pool.giveBack(this);
	}
}

/** Packets that are not under way. */
export class PacketPool {
	readonly #free: Packet[] = [];

	take(): Packet {
		return this.#free.pop() ?? new Packet(this);
	}

	giveBack(packet: Packet): void {
		packet.to = undefined;
		packet.sackCount = 0;
		this.#free.push(packet);
	}
}
