import { gzipSync } from "node:zlib";
import type { Gzip } from "@roundtrip/behaviour";

/** So many contents are remembered: the same answer is given again and again. */
const REMEMBERED = 16;

/** Node's own compression. */
export function createGzip(): Gzip {
	const known = new Map<string, string>();
	return (octets) => {
		const before = known.get(octets);
		if (before !== undefined) return before;
		const made = gzipSync(Buffer.from(octets, "latin1")).toString("latin1");
		for (const oldest of known.keys()) if (known.size >= REMEMBERED) known.delete(oldest);
		known.set(octets, made);
		return made;
	};
}
