import type { CallId, Nanoseconds } from "@roundtrip/model";
import { fieldOf, type HeaderField, type HttpReply, type HttpRequest } from "../../messages/http-message.ts";
import { httpDate } from "../http1/date.ts";
import { requestFields, saysLength } from "../http1/request.ts";
import { responseFields } from "../http1/response.ts";

export type Scheme = "http" | "https";

/**
 * The field section of a request over HTTP/2 or HTTP/3 (RFC 9113, section 8.3.1): the pseudo-fields in the RFC's order,
 * with the host as `:authority`, then the fields of HTTP/1.1 but `connection`. A client of the real world sends them
 * in this order.
 */
export function requestSection(request: HttpRequest, to: string, call: CallId, scheme: Scheme): readonly HeaderField[] {
	const { method, path, body, isStreamed } = request;
	const hasLength = isStreamed !== true && saysLength(method, body);
	return [
		[":method", method],
		[":scheme", scheme],
		[":authority", to],
		[":path", path],
		...requestFields(request, to, call).filter(([name]) => name !== "host"),
		...(hasLength ? [["content-length", String(body.size)] as const] : []),
	];
}

/**
 * The field section of a response: `:status`, the server's fields, and the date, which Node's http2 adds as the last.
 *
 * @param at a moment of virtual time, or the date as it is written
 */
export function responseSection(reply: HttpReply, at: Nanoseconds | string): readonly HeaderField[] {
	// What a cache gives bears the date of the server behind it.
	const hasDate = fieldOf(reply.fields, "date") !== undefined;
	const date = hasDate ? [] : [["date", typeof at === "string" ? at : httpDate(at)] as const];
	return [[":status", String(reply.status)], ...responseFields(reply), ...date];
}

/** A field section as a person reads it: a line a field, with HTTP/1.1's line ends. No such text is on the wire. */
export function sectionText(fields: readonly HeaderField[]): string {
	let text = "";
	for (const [name, value] of fields) text += `${name}: ${value}\r\n`;
	return text;
}
