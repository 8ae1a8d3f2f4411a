/** The content of a message: text, bytes, or so many bytes of filling. */
export interface Body {
	readonly size: number;
	readonly text?: string;
	/** Binary content, one character a byte. */
	readonly octets?: string;
}

export const EMPTY_BODY: Body = { size: 0 };

/** As much of a body as a trace keeps, in bytes. */
export const BODY_KEPT = 1_024;

const FILLING = "There and back again. ";

export function textBody(text: string): Body {
	return { size: utf8(text).length, text };
}

/** @param octets one character a byte */
export function binaryBody(octets: string): Body {
	return { size: octets.length, octets };
}

/** So many bytes of readable filling: one sentence, again and again. */
export function filling(bytes: number): string {
	return FILLING.repeat(Math.ceil(bytes / FILLING.length)).slice(0, bytes);
}

/** The first bytes of a body, one character a byte. */
export function bodyStart(body: Body, limit: number = BODY_KEPT): string {
	if (body.octets !== undefined) return body.octets.slice(0, limit);
	return body.text === undefined
		? filling(Math.min(body.size, limit))
		: utf8(body.text.slice(0, limit + 1)).slice(0, limit);
}

/** All of a body as text; binary content one character a byte. */
export function bodyText({ size, text, octets }: Body): string {
	return text ?? octets ?? filling(size);
}

/** JSON where it looks like JSON, else plain text. */
export function contentType(body: Body): string {
	const first = body.text?.trimStart()[0];
	return first === "{" || first === "[" ? "application/json" : "text/plain; charset=utf-8";
}

/** UTF-8 (RFC 3629) with one character a byte; half a surrogate pair becomes U+FFFD, as in every encoder. */
function utf8(text: string): string {
	const plain = asciiStart(text);
	if (plain === text.length) return text;
	let bytes = text.slice(0, plain);
	for (const character of text.slice(plain)) {
		const point = character.codePointAt(0) ?? 0;
		const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
		if (code < 0x80) bytes += String.fromCharCode(code);
		else if (code < 0x800) bytes += String.fromCharCode(0xc0 | (code >> 6), tail(code));
		else if (code < 0x10000) bytes += String.fromCharCode(0xe0 | (code >> 12), tail(code >> 6), tail(code));
		else bytes += String.fromCharCode(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
	}
	return bytes;
}

/** How many characters it begins with that are one byte each, and themselves: mostly all. */
function asciiStart(text: string): number {
	let end = 0;
	while (end < text.length && text.charCodeAt(end) < 0x80) end++;
	return end;
}

function tail(code: number): number {
	return 0x80 | (code & 0x3f);
}
