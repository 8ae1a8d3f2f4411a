import type { Gzip } from "@roundtrip/behaviour";
import { gzip } from "pako";

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

function bytesOf(octets: string): Uint8Array {
	const bytes = new Uint8Array(octets.length);
	for (let at = 0; at < octets.length; at++) bytes[at] = octets.charCodeAt(at);
	return bytes;
}

function octetsOf(bytes: Uint8Array): string {
	const parts: string[] = [];
	// A call takes so many arguments everywhere.
	for (let at = 0; at < bytes.length; at += 8_192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)));
	return parts.join("");
}
