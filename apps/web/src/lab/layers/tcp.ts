import type { EventOf } from "@roundtrip/model";
import { connectionsOf } from "../../views/connections/connection-book.ts";
import type { Layer, LayerContext, LayerReading } from "./layer.ts";

/** What a segment carries on an Ethernet path with timestamps, and its headers with IPv4's. */
const SEGMENT_BYTES = 1_448;
const HEADER_BYTES = 52;

/** The packets that carried it; where a run has none, how many it would have taken. */
export const tcp: Layer = {
	id: "tcp",
	read(context) {
		const { run, message, link } = context;
		const name = link?.over === "http/3" ? "QUIC packets" : "TCP segments";
		const fidelity = run.trace.header.fidelity.tcp ?? "model";
		const packets = packetsOf(context);
		if (packets.length > 0) return { ...carried(context, packets), name, origin: "recorded", fidelity };
		const segments = Math.max(1, Math.ceil(message.size / SEGMENT_BYTES));
		return {
			...{ name, origin: "computed", fidelity, gist: segments === 1 ? "one" : `${segments}` },
			facts: [
				["At least", `${segments} of at most ${SEGMENT_BYTES} B`],
				["Headers", `${HEADER_BYTES} B each, with IP's`],
			],
			note: "This link moves whole messages here, so the trace has no packets; with “detail: packets” it records them.",
		};
	},
};

function carried(
	{ run, message }: LayerContext,
	packets: readonly EventOf<"packet">[],
): Omit<LayerReading, "name" | "origin" | "fidelity"> {
	const bytes = packets.reduce((sum, { data }) => sum + data.length, 0);
	const lost = packets.filter(({ data }) => data.lost !== undefined).length;
	const shared = run.messages.filter((other) => other !== message && overlaps(other, message)).length;
	return {
		gist: `${packets.length} with ${bytes} B`,
		facts: [
			["Packets with data", `${packets.length}`],
			["Data in them", `${bytes} B`],
			...(lost === 0 ? [] : [["Lost", `${lost}`] as const]),
		],
		packets: packets.map(({ seq }) => seq),
		note:
			shared === 0
				? "Those of its connection and direction while it was under way."
				: `Those of its connection and direction while it was under way; they carried ${shared === 1 ? "another message" : `${shared} other messages`} too.`,
	};
}

function packetsOf({ run, message }: LayerContext): readonly EventOf<"packet">[] {
	const connection = connectionsOf(run).find(({ name }) => name === message.connection);
	const untilAt = message.deliveredAt ?? message.lost?.at ?? run.durationNs;
	return (connection?.packetSeqs ?? []).flatMap((seq) => {
		const event = run.trace.event(seq);
		const isIts =
			event.kind === "packet" &&
			event.node === message.from &&
			event.data.length > 0 &&
			event.at >= message.sentAt &&
			event.at < untilAt;
		return isIts ? [event] : [];
	});
}

function overlaps(a: LayerContext["message"], b: LayerContext["message"]): boolean {
	if (a.connection !== b.connection || a.direction !== b.direction) return false;
	const [aEnd, bEnd] = [a.deliveredAt ?? Number.POSITIVE_INFINITY, b.deliveredAt ?? Number.POSITIVE_INFINITY];
	return a.sentAt < bEnd && b.sentAt < aEnd;
}
