import { utf8Octets } from "../../messages/utf8.ts";

/** How a value is written (Protocol Buffers, Encoding): a number in groups of seven bits, or bytes after their length. */
const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** A whole number from 0 to 2^32 - 1. */
function varint(value: number): string {
	let octets = "";
	let left = value >>> 0;
	for (; left >= 0x80; left >>>= 7) octets += String.fromCharCode((left & 0x7f) | 0x80);
	return octets + String.fromCharCode(left);
}

function tag(field: number, wireType: number): string {
	return varint(field * 8 + wireType);
}

/** Zero is what a field has that isn't there: it is not written. */
export function numberField(field: number, value: number): string {
	return value === 0 ? "" : tag(field, VARINT) + varint(value);
}

export function flagField(field: number, value: boolean): string {
	return value ? `${tag(field, VARINT)}\x01` : "";
}

/** The empty text is not written. */
export function textField(field: number, text: string): string {
	return text === "" ? "" : recordField(field, utf8Octets(text));
}

/** A message within another; written even where it is empty. */
export function recordField(field: number, octets: string): string {
	return tag(field, LENGTH_DELIMITED) + varint(octets.length) + octets;
}
