import type { Deflate } from "@roundtrip/behaviour";
import { Deflate as Deflating } from "pako";
import { bytesOf, octetsOf } from "./octets.ts";

/** To the next byte, with an empty block behind it (zlib's Z_SYNC_FLUSH). */
const SYNC_FLUSH = 2;
/** That block, which nobody sends. */
const EMPTY_BLOCK_BYTES = 4;
/** So many messages are remembered: the same one is often said again, or to several. */
const REMEMBERED = 16;

/** The bytes of zlib for a message that is compressed by itself, as ws has Node make them. */
export function createDeflate(): Deflate {
	const known = new Map<string, string>();
	return (octets) => {
		const before = known.get(octets);
		if (before !== undefined) return before;
		const made = deflate(octets);
		for (const oldest of known.keys()) if (known.size >= REMEMBERED) known.delete(oldest);
		known.set(octets, made);
		return made;
	};
}

function deflate(octets: string): string {
	const parts: string[] = [];
	const deflating = new Deflating({ raw: true });
	deflating.onData = (chunk) => {
		parts.push(octetsOf(chunk));
	};
	deflating.push(bytesOf(octets), SYNC_FLUSH);
	return parts.join("").slice(0, -EMPTY_BLOCK_BYTES);
}
