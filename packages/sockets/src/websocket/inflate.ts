import { constants, inflateRawSync } from "node:zlib";
import type { Inflate } from "@roundtrip/behaviour";

/** What a sender leaves out behind each message (RFC 7692, section 7.2.2). */
const EMPTY_BLOCK = Buffer.from([0, 0, 0xff, 0xff]);

/** @param limit bytes of a message when it is unpacked */
export function createInflate(limit: number): Inflate {
	return (octets) => {
		const packed = Buffer.concat([Buffer.from(octets, "latin1"), EMPTY_BLOCK]);
		try {
			const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: limit };
			return inflateRawSync(packed, options).toString("latin1");
		} catch {
			return undefined;
		}
	};
}
