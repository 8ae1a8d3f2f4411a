import { type LinkName, linkEnds } from "@roundtrip/model";
import type { PacketRecord } from "@roundtrip/network";
import type { Journal } from "../journal/writer.ts";

/** So many packets of a link are written down, and no more. */
const AT_MOST = 50_000;

/** Writes packets down as their senders let them go. */
export function createPacketLog(name: LinkName, journal: Journal): (record: PacketRecord) => void {
	const { from, to } = linkEnds(name);
	let written = 0;
	return (record) => {
		if (++written > AT_MOST) return;
		const up = record.from === "client";
		journal.write({
			...{
				at: record.offeredNs,
				node: up ? from : to,
				kind: "packet",
				connection: `${from}->${to}#${record.connection}`,
			},
			data: {
				...{ to: up ? to : from, flags: record.flags.join(" "), seq: record.seq, length: record.length },
				...{ size: record.bytes, ack: record.ack, cwnd: record.cwnd, inFlight: record.inFlight },
				...(record.arrivesNs === undefined ? {} : { arrives: record.arrivesNs }),
				...(record.lost === undefined ? {} : { lost: record.lost }),
				...(record.isResend ? { again: true } : {}),
				...(Number.isFinite(record.ssthresh) ? { ssthresh: record.ssthresh } : {}),
			},
		});
	};
}
