import type { Lookup, Miss } from "./lookup.ts";
import type { Settled } from "./settle.ts";

/** Why a request went on to the server, in the words of RFC 9211, section 2.2. */
const FORWARDED: Readonly<Record<Miss, string>> = {
	"nothing-stored": "uri-miss",
	"other-variant": "vary-miss",
	stale: "stale",
	method: "method",
	"asked-no-store": "request",
	condition: "request",
	"store-failed": "miss",
};

/**
 * The value of Cache-Status that a cache adds to its answer (RFC 9211), so that a person sees what it did.
 *
 * @param cache the cache's name: letters, digits, `-` and `_`, a letter first
 * @param settled what became of the server's answer, where it was asked before the client had its own
 * @param status of the server's answer
 */
export function cacheStatus(cache: string, lookup: Lookup, settled?: Settled, status?: number): string {
	const parts = [cache, ...how(lookup)];
	if (status !== undefined) parts.push(`fwd-status=${status}`);
	if (settled?.what === "stored" || settled?.what === "freshened") parts.push("stored");
	if (settled?.what === "not-stored") parts.push(`detail=${settled.why}`);
	if (settled?.what === "stale-if-error") parts.push("detail=stale-if-error");
	return parts.join("; ");
}

function how(lookup: Lookup): readonly string[] {
	if (lookup.how === "miss") return [`fwd=${FORWARDED[lookup.why]}`];
	if (lookup.how === "only-if-cached") return ["detail=only-if-cached"];
	const { freshForNs } = lookup.standing;
	if (lookup.how === "revalidate") return [`fwd=${freshForNs > 0 ? "request" : "stale"}`];
	return ["hit", `ttl=${Math.floor(freshForNs / 1e9)}`];
}
