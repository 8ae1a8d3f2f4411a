const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 with its padding (RFC 4648, section 4). */
export function base64(octets: Uint8Array): string {
	let text = "";
	for (let at = 0; at < octets.length; at += 3) {
		const [first = 0, second = 0, third = 0] = octets.subarray(at, at + 3);
		const bits = (first << 16) | (second << 8) | third;
		const digits = [bits >> 18, (bits >> 12) & 63, (bits >> 6) & 63, bits & 63].map((digit) => DIGITS[digit]);
		const known = octets.length - at + 1;
		text += digits.map((digit, index) => (index < known ? digit : "=")).join("");
	}
	return text;
}
