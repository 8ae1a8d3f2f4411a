import type { PacketData } from "@roundtrip/model";
import type { PacketRecord, PacketWatcher } from "@roundtrip/network";
import type { World } from "../../world.ts";
import { connectionName, type Link } from "../link.ts";

/** Records each packet of a link as it leaves, as long as there is room for packets. */
export function packetRecorder(world: World, link: Link): PacketWatcher {
	return (record) => {
		const [from, to] = record.from === "client" ? [link.asker, link.answerer] : [link.answerer, link.asker];
		const connection = connectionName(link, record.connection);
		world.recordPacket({ node: from.name, kind: "packet", connection, causes: [], data: dataOf(record, to.name) });
	};
}

function dataOf(record: PacketRecord, to: string): PacketData {
	const { flags, seq, length, bytes, ack, arrivesNs, lost, isResend, cwnd, ssthresh, inFlight } = record;
	return {
		...{ to, flags: flags.length === 0 ? "QUIC" : flags.join(" "), seq, length, size: bytes, ack },
		...(arrivesNs === undefined ? {} : { arrives: arrivesNs }),
		...(lost === undefined ? {} : { lost }),
		...(isResend ? { again: true as const } : {}),
		...{ cwnd, inFlight: inFlight + (occupiesWindow(record) ? 1 : 0) },
		...(Number.isFinite(ssthresh) ? { ssthresh } : {}),
	};
}

/** Acknowledgements and resets are not counted as under way. */
function occupiesWindow({ length, flags }: PacketRecord): boolean {
	return length > 0 || flags.includes("SYN") || flags.includes("FIN");
}
