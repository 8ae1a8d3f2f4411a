import type { Bytes, Nanoseconds } from "@roundtrip/model";

export type PacketFlag = "SYN" | "FIN" | "RST" | "PSH" | "ACK";

/** One packet as it is offered to the path. For QUIC, `seq` is the packet's number and acknowledgements are of numbers. */
export interface PacketRecord {
	/** Of its connection, as exchanges name it. */
	readonly connection: number;
	readonly from: "client" | "server";
	readonly flags: readonly PacketFlag[];
	/** Position of its first byte in its sender's stream, where the SYN has 0 and the first byte of data 1. */
	readonly seq: number;
	/** Bytes of data, and of the whole IP packet. */
	readonly length: Bytes;
	readonly bytes: Bytes;
	/** The position that its sender wants next; 0 in the first SYN. */
	readonly ack: number;
	/** Blocks of the SACK option: pairs of the first position and the one after the last. */
	readonly sacks: readonly number[];
	readonly offeredNs: Nanoseconds;
	/** When it has left its sender and when it comes to the other end; neither if it is lost. */
	readonly leavesNs: Nanoseconds | undefined;
	readonly arrivesNs: Nanoseconds | undefined;
	readonly lost: "chance" | "queue" | "outage" | undefined;
	readonly isResend: boolean;
	/** Its sender's windows and what was under way before it, in segments. */
	readonly cwnd: number;
	readonly ssthresh: number;
	readonly inFlight: number;
	/** How many bytes after `ack` its sender has room for. */
	readonly receiveWindow: Bytes;
}

/** Is told of every packet. */
export type PacketWatcher = (record: PacketRecord) => void;
