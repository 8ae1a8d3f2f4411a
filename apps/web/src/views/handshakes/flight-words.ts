import type { Keys } from "../connections/connection-book.ts";

/** What is written at a flight, from short to long: the longest that fits. */
export type FlightWords = readonly string[];

type Pair = readonly [there: FlightWords, back: FlightWords];

const FULL_1_2: readonly Pair[] = [
	[["ClientHello"], ["ServerHello", "ServerHello, certificates"]],
	[["Finished", "keys, Finished"], ["Finished"]],
];
const RESUMED: readonly Pair[] = [
	[
		["ClientHello", "ClientHello, ticket"],
		["ServerHello", "ServerHello, Finished"],
	],
];
const FULL_1_3: readonly Pair[] = [
	[["ClientHello"], ["ServerHello", "ServerHello, certificates", "ServerHello, certificates, Finished"]],
];

/** What goes to and fro in the nth round-trip of a TLS handshake, from 0 (RFC 5246, 5077, 8446). */
export function flightWords({ tls, handshake }: Pick<Keys, "tls" | "handshake">, nth: number): Pair {
	const flights = handshake !== "full" ? RESUMED : tls === "1.2" ? FULL_1_2 : FULL_1_3;
	return flights[nth] ?? [[], []];
}

/** A request or answer by its start line, or its first word where there is little room. */
export function messageWords(summary: string): FlightWords {
	return [summary.split(" ")[0] ?? summary, summary];
}
