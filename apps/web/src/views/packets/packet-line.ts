import type { EventOf, Nanoseconds, PacketData, Trace } from "@roundtrip/model";
import type { Connection } from "../connections/connection-book.ts";

/**
 * What a packet is for. `handshake`: opening the connection and agreeing on keys. `again`: data that was sent before.
 * `close`: the end of a direction.
 */
export type PacketKind = "handshake" | "data" | "ack" | "again" | "close";

/** One packet as a line of the ladder: from its sender's lifeline to the other's, or to where it was lost. */
export interface PacketLine {
	/** Its event in the trace. */
	readonly seq: number;
	readonly fromClient: boolean;
	readonly kind: PacketKind;
	readonly at: Nanoseconds;
	/** When it arrives, or is lost. */
	readonly endAt: Nanoseconds;
	/** How far it comes: 1 for one that arrives. */
	readonly reach: number;
	readonly data: PacketData;
}

/** A full queue stands at the sender's side of the link; chance and a cut may strike anywhere, and are drawn halfway. */
const REACH_OF_LOST = { queue: 0.2, chance: 0.5, outage: 0.5 } as const;

/** The packets of a connection, in the order of sending. */
export function packetLines(connection: Connection, trace: Trace): readonly PacketLine[] {
	const oneWayNs = (trace.header.scenario.links[connection.link]?.rtt ?? 0) / 2;
	const until = keysUntil(connection);
	return connection.packetSeqs.flatMap((seq) => {
		const event = trace.event(seq);
		return event.kind === "packet" ? lineOf(event, connection, until, oneWayNs) : [];
	});
}

interface KeysUntil {
	readonly client: Nanoseconds;
	readonly server: Nanoseconds;
}

/** Data before this belongs to the handshake: until the keys are there, or until early data leaves. */
function keysUntil({ keys, messages }: Connection): KeysUntil {
	if (keys === undefined) return { client: 0, server: 0 };
	const first = (direction: "request" | "response"): Nanoseconds =>
		messages.find((each) => each.direction === direction)?.sentAt ?? keys.at;
	return { client: Math.min(keys.at, first("request")), server: Math.min(keys.at, first("response")) };
}

function lineOf(
	{ seq, at, node, data }: EventOf<"packet">,
	connection: Connection,
	until: KeysUntil,
	oneWayNs: Nanoseconds,
): PacketLine {
	const fromClient = node === connection.from;
	const reach = data.lost === undefined ? 1 : REACH_OF_LOST[data.lost];
	const endAt = data.arrives ?? at + oneWayNs * reach;
	return {
		seq,
		at,
		endAt,
		reach,
		fromClient,
		data,
		kind: kindOf(data, at < (fromClient ? until.client : until.server)),
	};
}

function kindOf({ flags, length, again }: PacketData, beforeKeys: boolean): PacketKind {
	if (again === true) return "again";
	if (/SYN/.test(flags)) return "handshake";
	if (/FIN|RST/.test(flags)) return "close";
	if (length === 0) return "ack";
	return beforeKeys ? "handshake" : "data";
}
