import type { Trace } from "@roundtrip/model";
import type { Connection } from "../connections/connection-book.ts";
import { type PacketLine, packetLines } from "../packets/packet-line.ts";

/** When a packet was under way, and whose it was. */
export type PacketSpan = Pick<PacketLine, "fromClient" | "at" | "endAt">;

/** A handshake is over within so many packets, also with losses. */
const MOST = 80;

/** The packets that carried the TLS handshake of a connection. */
export function tlsPackets(connection: Connection, trace: Trace): readonly PacketSpan[] {
	const first = { ...connection, packetSeqs: connection.packetSeqs.slice(0, MOST) };
	return packetLines(first, trace).filter(({ kind, data }) => kind === "handshake" && data.length > 0);
}
