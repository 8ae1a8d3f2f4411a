import { countOf, formatCount } from "@roundtrip/analysis";
import type { Connection, Keys } from "./connection-book.ts";

/** As people write the protocols. */
const PROTOCOLS = { "http/1.1": "HTTP/1.1", "http/2": "HTTP/2", "http/3": "HTTP/3" } as const;

const HANDSHAKES = { full: "", resumed: ", resumed", "0-rtt": ", 0-RTT" } as const;

function protocolName({ protocol }: Pick<Connection, "protocol">): string {
	return PROTOCOLS[protocol];
}

/** `TLS 1.3, resumed`; `no TLS` where a connection is in the clear. */
export function keysWords(keys: Keys | undefined): string {
	return keys === undefined ? "no TLS" : `TLS ${keys.tls}${HANDSHAKES[keys.handshake]}`;
}

/** `phone → shop`, with its number where its link has several. */
export function connectionName({ from, to, number }: Connection, isOne: boolean): string {
	return isOne ? `${from} → ${to}` : `${from} → ${to} #${number}`;
}

/** `HTTP/2 · TLS 1.3` */
export function spokenWords(connection: Connection): string {
	const { keys, refused } = connection;
	return refused ? "refused" : `${protocolName(connection)} · ${keysWords(keys)}`;
}

/** `1,204 packets, 3 lost` */
export function packetCountWords({ packetSeqs, lostPackets }: Connection): string {
	if (packetSeqs.length === 0) return "no packets kept";
	const lost = lostPackets === 0 ? "" : `, ${formatCount(lostPackets)} lost`;
	return `${countOf(packetSeqs.length, "packet")}${lost}`;
}
