import type { Bytes } from "@roundtrip/model";

/** `0`, and two line ends: no more follows (RFC 9112, section 7.1). */
export const LAST_CHUNK_BYTES: Bytes = 5;

/** Content as one chunk: its size in hexadecimal digits, and two line ends. Nothing is no chunk. */
export function chunkSize(bytes: Bytes): Bytes {
	return bytes === 0 ? 0 : bytes.toString(16).length + 4 + bytes;
}

/** Content whose length isn't said; `goesOn` where its last chunk comes later. */
export function chunkedSize(bytes: Bytes, goesOn: boolean): Bytes {
	return chunkSize(bytes) + (goesOn ? 0 : LAST_CHUNK_BYTES);
}
