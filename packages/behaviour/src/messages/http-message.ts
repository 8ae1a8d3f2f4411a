import type { Method } from "@roundtrip/model";
import { type Body, contentType, EMPTY_BODY } from "./body.ts";

/** A header or trailer field: its name in lower case, and its value, one character a byte. */
export type HeaderField = readonly [name: string, value: string];

/** A request of HTTP as a protocol above it has it sent, whatever the version. */
export interface HttpRequest {
	readonly method: Method;
	readonly path: string;
	/** Beside those that name the host and the call. */
	readonly fields: readonly HeaderField[];
	readonly body: Body;
	/** Its length isn't said. */
	readonly isStreamed?: boolean;
	/** Items follow, and an end: this is the beginning alone. */
	readonly isOpen?: boolean;
}

/** A reply of HTTP as a protocol above it has it sent. */
export interface HttpReply {
	readonly status: number;
	readonly fields: readonly HeaderField[];
	readonly body: Body;
	/** Its length isn't said. */
	readonly isStreamed?: boolean;
	/** Items follow, and an end: this is the beginning alone. */
	readonly isOpen?: boolean;
	/** After the content (RFC 9110, section 6.5). */
	readonly trailers?: readonly HeaderField[];
	/** Its connection ends with it (RFC 9112, section 9.6). */
	readonly closes?: boolean;
	/** By which the WebSocket ended that it began. */
	readonly closeCode?: number | undefined;
}

/** A request that takes whatever it gets. */
export function plainRequest(method: Method, path: string, body: Body = EMPTY_BODY): HttpRequest {
	const type: readonly HeaderField[] = body.size > 0 ? [["content-type", contentType(body)]] : [];
	return { method, path, fields: [["accept", "*/*"], ...type], body };
}

/** A reply with no more than every reply has. */
export function plainReply(status: number, body: Body = EMPTY_BODY): HttpReply {
	return { status, fields: [], body };
}

/** The value of the first field of this name. */
export function fieldOf(fields: readonly HeaderField[], name: string): string | undefined {
	return fields.find(([each]) => each === name)?.[1];
}
