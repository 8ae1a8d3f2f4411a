import { formatDuration, formatSize } from "@roundtrip/analysis";
import type { PacketData } from "@roundtrip/model";
import type { ReactElement } from "react";
import { lossWords } from "../../views/packets/packet-words.ts";
import { Fact, Facts, Section } from "./parts.tsx";

/** What a packet carries, and how its sender stood when it left. */
export function PacketFacts({ packet }: { readonly packet: PacketData }): ReactElement {
	const { flags, seq, length, size, ack, cwnd, inFlight, ssthresh } = packet;
	return (
		<>
			<Section title="The packet">
				<Facts>
					<Fact name="Kind">{`${flags}${packet.again === true ? ", sent again" : ""}`}</Fact>
					<Fact name="Data">
						{length === 0 ? "none" : `${formatSize(length)}, from position ${seq} to ${seq + length - 1}`}
					</Fact>
					<Fact name="Acknowledges">{ack > 0 ? `all before position ${ack}` : undefined}</Fact>
					<Fact name="Whole packet">{formatSize(size)}</Fact>
					<Fact name="Its fate">{fateOf(packet)}</Fact>
				</Facts>
			</Section>
			<Section title="Its sender, in segments">
				<Facts>
					<Fact name="Window">{Math.round(cwnd * 10) / 10}</Fact>
					<Fact name="In flight">{Math.round(inFlight * 10) / 10}</Fact>
					<Fact name="Threshold">{ssthresh === undefined ? "none yet" : Math.round(ssthresh * 10) / 10}</Fact>
				</Facts>
			</Section>
		</>
	);
}

function fateOf({ lost, arrives }: PacketData): string {
	if (lost !== undefined) return lossWords(lost);
	return arrives === undefined ? "under way" : `arrives at ${formatDuration(arrives)}`;
}
