import type { CallId, Method, Nanoseconds } from "@roundtrip/model";
import type { Body } from "../body.ts";
import { httpDate } from "../http1/date.ts";
import { requestFields, saysLength } from "../http1/request.ts";
import { responseFields } from "../http1/response.ts";

/** A name in lower case with its value, one character a byte. */
export type Field = readonly [name: string, value: string];

export type Scheme = "http" | "https";

/**
 * The field section of a request over HTTP/2 or HTTP/3 (RFC 9113, section 8.3.1): the pseudo-fields in the RFC's order,
 * with the host as `:authority`, then the fields of HTTP/1.1 but `connection`. A client of the real world sends them
 * in this order.
 */
export function requestSection(
	method: Method,
	path: string,
	to: string,
	call: CallId,
	body: Body,
	scheme: Scheme,
): readonly Field[] {
	return [
		[":method", method],
		[":scheme", scheme],
		[":authority", to],
		[":path", path],
		...requestFields(to, call, body).filter(([name]) => name !== "host"),
		...(saysLength(method, body) ? [["content-length", String(body.size)] as const] : []),
	];
}

/** The field section of a response: `:status`, the server's fields, and the date, which Node's http2 adds as the last. */
export function responseSection(status: number, body: Body, atNs: Nanoseconds, location?: string): readonly Field[] {
	return [[":status", String(status)], ...responseFields(status, body, location), ["date", httpDate(atNs)]];
}

/** A field section as a person reads it: a line a field, with HTTP/1.1's line ends. No such text is on the wire. */
export function sectionText(fields: readonly Field[]): string {
	let text = "";
	for (const [name, value] of fields) text += `${name}: ${value}\r\n`;
	return text;
}
