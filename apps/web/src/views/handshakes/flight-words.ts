import type { Keys } from "../connections/connection-book.ts";

type Pair = readonly [there: string, back: string];

const FULL_1_2: readonly Pair[] = [
	["ClientHello", "ServerHello, certificates"],
	["keys, Finished", "Finished"],
];
const RESUMED: readonly Pair[] = [["ClientHello, ticket", "ServerHello, Finished"]];
const FULL_1_3: readonly Pair[] = [["ClientHello", "ServerHello, certificates, Finished"]];

/** What goes to and fro in the nth round-trip of a TLS handshake, from 0 (RFC 5246, 5077, 8446). */
export function flightWords({ tls, handshake }: Pick<Keys, "tls" | "handshake">, nth: number): Pair {
	const flights = handshake !== "full" ? RESUMED : tls === "1.2" ? FULL_1_2 : FULL_1_3;
	return flights[nth] ?? ["", ""];
}
