import { bodyStart, textBody } from "./body.ts";

const REPLACEMENT = "\ufffd";

/** The UTF-8 of a text (RFC 3629), one character a byte. */
export function utf8Octets(text: string): string {
	return asciiEnd(text, 0) === text.length ? text : bodyStart(textBody(text), Number.POSITIVE_INFINITY);
}

/** What a text of so many bytes was read as. */
export interface DecodedText {
	readonly text: string;
	/** False: U+FFFD stands where the bytes were no UTF-8. */
	readonly isValid: boolean;
}

/** How a sequence goes on after its first byte (RFC 3629, section 4). */
interface Sequence {
	/** The bits of the code point that the first byte has. */
	readonly bits: number;
	/** Bytes that follow. */
	readonly more: number;
	/** The range of the second byte, which leaves out what is too long, too large, or half a surrogate pair. */
	readonly from: number;
	readonly to: number;
}

/**
 * Reads UTF-8 as the Encoding Standard says (section 8.1.1), which puts one U+FFFD for each longest part of a sequence
 * that is broken off.
 *
 * @param octets one character a byte
 */
export function decodeUtf8(octets: string): DecodedText {
	let text = "";
	let isValid = true;
	for (let at = 0; at < octets.length; ) {
		const first = octets.charCodeAt(at);
		if (first < 0x80) {
			const end = asciiEnd(octets, at + 1);
			text += octets.slice(at, end);
			at = end;
			continue;
		}
		const { point, end } = decodeSequence(octets, at, sequenceOf(first));
		if (point === undefined) isValid = false;
		text += point === undefined ? REPLACEMENT : String.fromCodePoint(point);
		at = end;
	}
	return { text, isValid };
}

function asciiEnd(octets: string, from: number): number {
	let end = from;
	while (end < octets.length && octets.charCodeAt(end) < 0x80) end++;
	return end;
}

function sequenceOf(first: number): Sequence | undefined {
	if (first >= 0xc2 && first <= 0xdf) return { bits: first & 0x1f, more: 1, from: 0x80, to: 0xbf };
	if (first >= 0xe0 && first <= 0xef) {
		return { bits: first & 0xf, more: 2, from: first === 0xe0 ? 0xa0 : 0x80, to: first === 0xed ? 0x9f : 0xbf };
	}
	if (first >= 0xf0 && first <= 0xf4) {
		return { bits: first & 7, more: 3, from: first === 0xf0 ? 0x90 : 0x80, to: first === 0xf4 ? 0x8f : 0xbf };
	}
	return undefined;
}

/** No code point where the sequence is broken off; `end` is where the next one begins. */
function decodeSequence(octets: string, at: number, sequence: Sequence | undefined): { point?: number; end: number } {
	if (sequence === undefined) return { end: at + 1 };
	let point = sequence.bits;
	let { from, to } = sequence;
	for (let index = 1; index <= sequence.more; index++) {
		const next = octets.charCodeAt(at + index);
		if (!(next >= from && next <= to)) return { end: at + index };
		point = (point << 6) | (next & 0x3f);
		[from, to] = [0x80, 0xbf];
	}
	return { point, end: at + sequence.more + 1 };
}
