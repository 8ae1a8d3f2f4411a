import type { Fate, Outlet } from "../path/direction.ts";
import { NO_THRESHOLD } from "../tcp/endpoint.ts";
import type { PacketFlag, PacketRecord } from "../tcp/packet-record.ts";
import { fateOf } from "../tcp/record.ts";
import type { Datagram } from "./quic-datagram.ts";
import type { QuicHost } from "./quic-host.ts";
import type { QuicWindow } from "./quic-window.ts";

const NO_FLAGS: readonly PacketFlag[] = [];
/** In TCP's words. */
const CLOSING_FLAGS: readonly PacketFlag[] = ["RST"];

/** What a datagram was sent with. */
export interface Sending {
	readonly isResend: boolean;
	readonly window: QuicWindow;
	readonly inFlight: number;
}

/** The record of a datagram that was just offered. */
export function quicRecordOf(
	at: QuicHost,
	out: Outlet,
	datagram: Datagram,
	fate: Fate,
	sending: Sending,
): PacketRecord {
	const { isResend, window, inFlight } = sending;
	return {
		connection: at.connection,
		from: at.name,
		flags: datagram.closes ? CLOSING_FLAGS : NO_FLAGS,
		seq: datagram.number,
		length: datagram.chunks.reduce((sum, { from, to }) => sum + to - from, 0),
		bytes: datagram.bytes,
		ack: datagram.acks.at(-1) ?? 0,
		sacks: datagram.acks,
		offeredNs: at.network.kernel.now,
		...fateOf(fate, out),
		isResend,
		cwnd: window.cwnd,
		ssthresh: window.ssthresh >= NO_THRESHOLD ? Number.POSITIVE_INFINITY : window.ssthresh,
		inFlight,
		receiveWindow: Number.POSITIVE_INFINITY,
	};
}
