import type { Layer } from "./layer.ts";

/** Data in a record at most: 2^14 (RFC 8446, section 5.1). */
const RECORD_DATA = 16_384;
/** Head of five bytes; in TLS 1.3 the kind and a tag of 16, in TLS 1.2 a nonce of 8 and the tag. */
const OVERHEAD = { "1.3": 22, "1.2": 29 } as const;

/** How it is sealed: records of TLS, or the packets of QUIC. */
export const tls: Layer = {
	id: "tls",
	read({ message: { size }, link, run }) {
		const fidelity = run.trace.header.fidelity.tls ?? "model";
		if (link?.over === "http/3") {
			const note = "QUIC seals each of its packets by itself, with a tag of 16 B; there are no records.";
			return { name: "QUIC packets, sealed", gist: "16 B a packet", origin: "computed", fidelity, note };
		}
		if (link?.tls === undefined) return undefined;
		const records = Math.max(1, Math.ceil(size / RECORD_DATA));
		const overhead = records * OVERHEAD[link.tls];
		return {
			...{
				name: records === 1 ? "TLS record" : "TLS records",
				gist: `${size + overhead} B, ${overhead} of them for sealing`,
			},
			...{ origin: "computed", fidelity },
			facts: [
				["Version", `TLS ${link.tls}`],
				["Records", `${records}`],
				["Around the data", `${OVERHEAD[link.tls]} B a record: head, ${link.tls === "1.3" ? "kind" : "nonce"} and tag`],
				["In all", `${size + overhead} B`],
			],
			note: "As few records as can be; a program that writes in pieces has more of them.",
		};
	},
};
