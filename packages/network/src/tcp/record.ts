import { type Fate, LOST_BY_CHANCE, LOST_IN_OUTAGE, LOST_IN_QUEUE, type Outlet, PASSED } from "../path/direction.ts";
import { NO_THRESHOLD, type TcpEndpoint } from "./endpoint.ts";
import { ACK, FIN, type Packet, PSH, RST, SYN } from "./packet.ts";
import type { PacketFlag, PacketRecord } from "./packet-record.ts";

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

const LOSSES = {
	[LOST_BY_CHANCE]: "chance",
	[LOST_IN_QUEUE]: "queue",
	[LOST_IN_OUTAGE]: "outage",
} as const;

/** What became of a packet that was just offered. */
export function fateOf(fate: Fate, out: Outlet): Pick<PacketRecord, "leavesNs" | "arrivesNs" | "lost"> {
	if (fate === PASSED) return { leavesNs: out.busyUntilNs, arrivesNs: out.arrivedByNs, lost: undefined };
	return { leavesNs: undefined, arrivesNs: undefined, lost: LOSSES[fate] };
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
