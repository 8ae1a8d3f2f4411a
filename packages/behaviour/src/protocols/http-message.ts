import type { Method } from "@roundtrip/model";
import type { Body } from "./body.ts";

/** A header or trailer field: its name in lower case, and its value, one character a byte. */
export type HeaderField = readonly [name: string, value: string];

/** A request of HTTP as a protocol above it has it sent, whatever the version. */
export interface HttpRequest {
	readonly method: Method;
	readonly path: string;
	/** Beside those that every request has. */
	readonly fields: readonly HeaderField[];
	readonly body: Body;
}

/** A reply of HTTP as a protocol above it has it sent. */
export interface HttpReply {
	readonly status: number;
	readonly fields: readonly HeaderField[];
	readonly body: Body;
	/** After the content (RFC 9110, section 6.5). */
	readonly trailers?: readonly HeaderField[];
}
