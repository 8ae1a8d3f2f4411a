import type { Gzip } from "@roundtrip/behaviour";
import { gzip } from "pako";
import { bytesOf, octetsOf } from "./octets.ts";

/** So many contents are remembered: the same answer is given again and again. */
const REMEMBERED = 16;

/** A port of zlib to what runs everywhere: its bytes are those of zlib, which Node's own compression is made of. */
export function createGzip(): Gzip {
	const known = new Map<string, string>();
	return (octets) => {
		const before = known.get(octets);
		if (before !== undefined) return before;
		const made = octetsOf(gzip(bytesOf(octets)));
		for (const oldest of known.keys()) if (known.size >= REMEMBERED) known.delete(oldest);
		known.set(octets, made);
		return made;
	};
}
