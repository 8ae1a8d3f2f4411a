import { formatDuration, formatSize } from "@roundtrip/analysis";
import type { Nanoseconds, PacketData } from "@roundtrip/model";
import { momentText } from "../../lab/moment-text.ts";
import type { PacketLine } from "./packet-line.ts";

/** What is quietly written beside a packet: `SYN`, `1–1448`, `ack 1449`. */
export function labelOf({ kind, data }: PacketLine): string {
	const { flags, seq, length, ack } = data;
	if (flags === "QUIC") return length === 0 ? `ack ${ack}` : `${seq}`;
	if (kind === "handshake" && length > 0) return `TLS ${seq}–${seq + length - 1}`;
	if (length > 0) return `${seq}–${seq + length - 1}`;
	return kind === "ack" ? `ack ${ack}` : flags;
}

/** What a packet carries: `bytes 1 to 1448`, `an acknowledgement up to 1449`. */
export function contentWords({ kind, data }: PacketLine): string {
	const { flags, seq, length, ack } = data;
	if (kind === "ack") return `an acknowledgement up to ${ack}`;
	const again = kind === "again" ? ", again" : "";
	if (flags === "QUIC") return `QUIC packet ${seq}, ${formatSize(length)}${again}`;
	if (length === 0) return `${flags}${again}`;
	return `${kind === "handshake" ? "TLS, " : ""}bytes ${seq} to ${seq + length - 1}${again}`;
}

const LOSSES: Readonly<Record<NonNullable<PacketData["lost"]>, string>> = {
	queue: "lost: the queue was full",
	chance: "lost on the way",
	outage: "lost: the link is cut",
};

/** Why a packet is lost. */
export function lossWords(lost: NonNullable<PacketData["lost"]>): string {
	return LOSSES[lost];
}

/** What becomes of it. */
export function fateWords({ data, at }: PacketLine): string {
	if (data.lost !== undefined) return lossWords(data.lost);
	return data.arrives === undefined ? "" : `arrives after ${formatDuration(data.arrives - at)}`;
}

/** How its sender stands when it leaves. */
export function windowWords({ data }: PacketLine): string {
	const threshold = data.ssthresh === undefined ? "" : `, threshold ${rounded(data.ssthresh)}`;
	return `window ${rounded(data.cwnd)}, in flight ${rounded(data.inFlight)}${threshold}`;
}

/** One packet in one sentence. */
export function packetSentence(line: PacketLine, from: string, durationNs: Nanoseconds): string {
	const fate = fateWords(line);
	return `${momentText(line.at, durationNs)}: ${from} sends ${contentWords(line)}${fate === "" ? "" : `; ${fate}`}`;
}

const rounded = (segments: number): string => String(Math.round(segments * 10) / 10);
