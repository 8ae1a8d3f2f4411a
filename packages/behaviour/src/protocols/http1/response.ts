import { type Body, bodyStart, contentType, EMPTY_BODY } from "../body.ts";
import { httpDate } from "./date.ts";
import type { Http1Message } from "./message.ts";
import { hasNoBody, reasonPhrase } from "./status.ts";

/** The header fields that a server of a scenario sets, in order; the rest comes from its HTTP library. */
export function responseFields(
	status: number,
	body: Body,
	location?: string,
): ReadonlyArray<readonly [string, string]> {
	if (hasNoBody(status)) return [];
	return [
		...(location === undefined ? [] : [["location", location] as const]),
		...(body.size > 0 ? [["content-type", contentType(body)] as const] : []),
		["content-length", String(body.size)],
	];
}

/** A response as Node's http writes it: the server's fields, Date, Connection. */
export function encodeResponse(
	status: number,
	body: Body,
	atNs: number,
	answersHead = false,
	location?: string,
): Http1Message {
	const summary = `${status} ${reasonPhrase(status)}`;
	const lines = [`HTTP/1.1 ${summary}`];
	for (const [name, value] of responseFields(status, body, location)) lines.push(`${name}: ${value}`);
	lines.push(`Date: ${httpDate(atNs)}`, "Connection: keep-alive");
	const head = `${lines.join("\r\n")}\r\n\r\n`;
	const content: Body = answersHead || hasNoBody(status) ? EMPTY_BODY : body;
	return { summary, head, body: bodyStart(content), size: head.length + content.size };
}
