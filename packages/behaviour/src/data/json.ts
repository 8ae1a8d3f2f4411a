import { type Body, textBody } from "../messages/body.ts";
import { utf8Octets } from "../messages/utf8.ts";
import type { Data } from "./records.ts";

/** JSON (RFC 8259) without any space, as `JSON.stringify` writes it. */
export function jsonOf(data: Data): string {
	return JSON.stringify(data);
}

/** JSON as content. Text that is all ASCII, as data is, has its size at once. */
export function jsonBody(json: string): Body {
	return isAscii(json) ? { size: json.length, text: json } : textBody(json);
}

/** JSON as bytes, one character a byte. */
export function jsonOctets(json: string): string {
	return isAscii(json) ? json : utf8Octets(json);
}

function isAscii(text: string): boolean {
	return !/[^\0-\x7f]/.test(text);
}
