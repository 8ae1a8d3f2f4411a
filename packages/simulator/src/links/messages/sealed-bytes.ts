import type { Bytes, LinkSpec } from "@roundtrip/model";
import { recordOverhead } from "@roundtrip/network";

/** The most data in a record of TLS (RFC 8446, section 5.1). */
const RECORD_DATA: Bytes = 16_384;

/** What is written for so many bytes of data: records, where TLS secures the link. */
export function sealedBytes(bytes: Bytes, { tls }: LinkSpec): Bytes {
	return tls === undefined ? bytes : bytes + Math.ceil(bytes / RECORD_DATA) * recordOverhead(tls);
}
