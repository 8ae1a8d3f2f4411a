/** Bytes turned into one text at a time, so that no call has too many arguments. */
const AT_ONCE = 4_096;

/**
 * Masks or unmasks (RFC 6455, section 5.3).
 *
 * @param octets one character a byte
 * @param mask four of them
 */
export function masked(octets: string, mask: string): string {
	let text = "";
	for (let begin = 0; begin < octets.length; begin += AT_ONCE) {
		const codes: number[] = [];
		const end = Math.min(begin + AT_ONCE, octets.length);
		for (let at = begin; at < end; at++) codes.push(octets.charCodeAt(at) ^ mask.charCodeAt(at & 3));
		text += String.fromCharCode(...codes);
	}
	return text;
}
