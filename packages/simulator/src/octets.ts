/** One character a byte as bytes. */
export function bytesOf(octets: string): Uint8Array {
	const bytes = new Uint8Array(octets.length);
	for (let at = 0; at < octets.length; at++) bytes[at] = octets.charCodeAt(at);
	return bytes;
}

export function octetsOf(bytes: Uint8Array): string {
	const parts: string[] = [];
	// A call takes so many arguments everywhere.
	for (let at = 0; at < bytes.length; at += 8_192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)));
	return parts.join("");
}
