import { appendHuffman, huffmanLength } from "./huffman.ts";

/** Bytes under construction, with the two primitives that HPACK and QPACK share (RFC 7541, section 5). */
export class Octets {
	readonly #bytes: number[] = [];

	/** An integer in the low `prefix` bits of its first byte, and in more bytes where these are too few; `flags` are above. */
	integer(flags: number, prefix: number, value: number): void {
		const limit = (1 << prefix) - 1;
		if (value < limit) {
			this.#bytes.push(flags | value);
			return;
		}
		this.#bytes.push(flags | limit);
		let left = value - limit;
		for (; left >= 128; left = Math.floor(left / 128)) this.#bytes.push(128 | (left % 128));
		this.#bytes.push(left);
	}

	/** A string after its length, in Huffman's code only where that is shorter, as the bit above the prefix says. */
	string(flags: number, prefix: number, text: string): void {
		const coded = huffmanLength(text);
		if (coded < text.length) {
			this.integer(flags | (1 << prefix), prefix, coded);
			appendHuffman(this.#bytes, text);
			return;
		}
		this.integer(flags, prefix, text.length);
		for (let at = 0; at < text.length; at++) this.#bytes.push(text.charCodeAt(at) & 0xff);
	}

	finish(): Uint8Array {
		return new Uint8Array(this.#bytes);
	}
}
