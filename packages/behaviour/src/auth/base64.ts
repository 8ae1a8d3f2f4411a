const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const STANDARD = `${LETTERS}+/`;
const FOR_URLS = `${LETTERS}-_`;

/** Base64url without padding (RFC 4648, section 5; RFC 7515, section 2). */
export function base64url(octets: Uint8Array): string {
	return encode(octets, FOR_URLS);
}

/** Base64 without padding, as PHC strings have it. */
export function base64(octets: Uint8Array): string {
	return encode(octets, STANDARD);
}

/**
 * What base64url stands for; undefined where it isn't the one text that does. Most decoders let bits pass that stand for
 * nothing, so that several texts give the same octets; here a token has one text only (RFC 4648, section 3.5).
 */
export function fromBase64url(text: string): Uint8Array | undefined {
	return decode(text, FOR_URLS);
}

/** What base64 without padding stands for; undefined where it isn't the one text that does. */
export function fromBase64(text: string): Uint8Array | undefined {
	return decode(text, STANDARD);
}

function encode(octets: Uint8Array, alphabet: string): string {
	let text = "";
	let bits = 0;
	let held = 0;
	for (const octet of octets) {
		held = (held << 8) | octet;
		for (bits += 8; bits >= 6; bits -= 6) text += alphabet[(held >>> (bits - 6)) & 63];
		held &= (1 << bits) - 1;
	}
	return bits === 0 ? text : text + alphabet[(held << (6 - bits)) & 63];
}

function decode(text: string, alphabet: string): Uint8Array | undefined {
	const octets = new Uint8Array(Math.floor((text.length * 3) / 4));
	let at = 0;
	let bits = 0;
	let held = 0;
	for (const character of text) {
		const value = alphabet.indexOf(character);
		if (value < 0) return undefined;
		held = (held << 6) | value;
		bits += 6;
		if (bits < 8) continue;
		bits -= 8;
		octets[at++] = held >>> bits;
		held &= (1 << bits) - 1;
	}
	return bits >= 6 || held !== 0 ? undefined : octets;
}
