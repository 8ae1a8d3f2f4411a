import type { Bytes, Nanoseconds } from "@roundtrip/model";
import { type Fate, LOST_BY_CHANCE, type Outlet, PASSED } from "../path/direction.ts";
import { NO_THRESHOLD, type TcpEndpoint } from "./endpoint.ts";
import { ACK, FIN, type Packet, PSH, RST, SYN } from "./packet.ts";

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
	readonly lost: "chance" | "queue" | undefined;
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

const NAMES: readonly (readonly [number, PacketFlag])[] = [
	[SYN, "SYN"],
	[FIN, "FIN"],
	[RST, "RST"],
	[PSH, "PSH"],
	[ACK, "ACK"],
];

/** The names of every set of flags, so that records share them. */
const SETS: readonly (readonly PacketFlag[])[] = Array.from({ length: 32 }, (_, set) =>
	NAMES.filter(([flag]) => (set & flag) !== 0).map(([, name]) => name),
);

/** What became of a packet that was just offered. */
export function fateOf(fate: Fate, out: Outlet): Pick<PacketRecord, "leavesNs" | "arrivesNs" | "lost"> {
	if (fate === PASSED) return { leavesNs: out.busyUntilNs, arrivesNs: out.arrivedByNs, lost: undefined };
	return { leavesNs: undefined, arrivesNs: undefined, lost: fate === LOST_BY_CHANCE ? "chance" : "queue" };
}

/** The record of a packet that was just offered. */
export function recordOf(tcp: TcpEndpoint, packet: Packet, fate: Fate): PacketRecord {
	const { side } = tcp;
	return {
		connection: tcp.connection,
		from: side.name,
		flags: SETS[packet.flags] ?? [],
		seq: packet.seq,
		length: packet.length,
		bytes: packet.bytes,
		ack: (packet.flags & ACK) === 0 ? 0 : packet.ack,
		sacks: Array.from(packet.sacks.subarray(0, 2 * packet.sackCount)),
		offeredNs: side.kernel.now,
		...fateOf(fate, side.out),
		isResend: packet.isResend,
		cwnd: tcp.cwnd,
		ssthresh: tcp.ssthresh >= NO_THRESHOLD ? Number.POSITIVE_INFINITY : tcp.ssthresh,
		inFlight: tcp.inFlight(),
		receiveWindow: packet.windowBytes,
	};
}
