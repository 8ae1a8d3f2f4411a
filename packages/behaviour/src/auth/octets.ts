import { bodyStart, textBody } from "../messages/body.ts";
import type { RandomWords } from "./random-words.ts";

/** UTF-8 of a text (RFC 3629). */
export function octetsOf(text: string): Uint8Array {
	const octets = bodyStart(textBody(text), Number.POSITIVE_INFINITY);
	return Uint8Array.from({ length: octets.length }, (_, at) => octets.charCodeAt(at));
}

/** The text that UTF-8 stands for; undefined where it is none. */
export function textOf(octets: Uint8Array): string | undefined {
	let escaped = "";
	for (const octet of octets) escaped += `%${octet < 16 ? "0" : ""}${octet.toString(16)}`;
	try {
		return decodeURIComponent(escaped);
	} catch {
		return undefined;
	}
}

/** Two hexadecimal digits an octet, in lower case. */
export function hexOf(octets: Uint8Array): string {
	return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** So many octets of a random stream. They are as secret as where they come from. */
export function randomOctets(stream: RandomWords, length: number): Uint8Array {
	return Uint8Array.from({ length }, () => stream.u32() & 0xff);
}

/** Whether two secrets are equal, in a time that depends on their length only. */
export function constantTimeEqual(one: Uint8Array, other: Uint8Array): boolean {
	if (one.length !== other.length) return false;
	let difference = 0;
	for (let at = 0; at < one.length; at++) difference |= (one[at] ?? 0) ^ (other[at] ?? 0);
	return difference === 0;
}
