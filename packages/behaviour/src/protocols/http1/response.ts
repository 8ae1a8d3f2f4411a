import { type Body, bodyStart, contentType, EMPTY_BODY } from "../body.ts";
import type { Http1Message } from "./message.ts";
import { hasNoBody, reasonPhrase } from "./status.ts";

/** The header fields that a server of a scenario sets, in order; the rest comes from its HTTP library. */
export function responseFields(status: number, body: Body): ReadonlyArray<readonly [string, string]> {
	if (hasNoBody(status)) return [];
	return [
		...(body.size > 0 ? [["content-type", contentType(body)] as const] : []),
		["content-length", String(body.size)],
	];
}

/** A response as Node's http writes it: the server's fields, Date, Connection. */
export function encodeResponse(status: number, body: Body, atNs: number, answersHead = false): Http1Message {
	const summary = `${status} ${reasonPhrase(status)}`;
	const lines = [`HTTP/1.1 ${summary}`];
	for (const [name, value] of responseFields(status, body)) lines.push(`${name}: ${value}`);
	lines.push(`Date: ${httpDate(atNs)}`, "Connection: keep-alive");
	const head = `${lines.join("\r\n")}\r\n\r\n`;
	const content: Body = answersHead || hasNoBody(status) ? EMPTY_BODY : body;
	return { summary, head, body: bodyStart(content), size: head.length + content.size };
}

const MONTH = "Jan";
const YEAR = 2026;
const WEEKDAYS = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

/** The date of a simulated moment (RFC 9110, section 5.6.7): virtual time begins with the year 2026, and ends with its January. */
function httpDate(atNs: number): string {
	const seconds = Math.floor(atNs / 1e9);
	const day = Math.floor(seconds / 86_400);
	const two = (value: number): string => String(value).padStart(2, "0");
	const clock = `${two(Math.floor(seconds / 3_600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
	return `${WEEKDAYS[day % 7]}, ${two(1 + day)} ${MONTH} ${YEAR} ${clock} GMT`;
}
