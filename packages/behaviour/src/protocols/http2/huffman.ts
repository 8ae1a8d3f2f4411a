/**
 * The Huffman code of HPACK and QPACK (RFC 7541, appendix B) is canonical: within a length, codes count up with the
 * symbols, and a longer one goes on where the shorter ones ended. So the lengths of the 256 symbols say all of it,
 * a base-36 digit each; the rest of the code, 30 ones, is the end of string.
 */
const LENGTHS: string = [
	"dnsssssssoussussssssssusssssssss",
	"6aacd68baa8b8666555666666678f6ca",
	"d67777777777777777777777878djde6",
	"f56565666577666567655677777fbeds",
	"kmkkmmmnmnnnnnonoomnonnnnlmnmnno",
	"mlkmmnnlnmmolmnnllmlnmnnkmmmnmmn",
	"qqkjmnmpqqqrrqopjlqrrqrollqqsrrr",
	"koklmllnmmppooqnqrqqrrrrrsrrrrrq",
].join("");

const SYMBOLS = 256;
const SHORTEST = 5;
const LONGEST = 30;

const lengths: Uint8Array = Uint8Array.from(LENGTHS, (digit) => Number.parseInt(digit, 36));
const codes: Uint32Array = canonicalCodes();

function canonicalCodes(): Uint32Array {
	const made = new Uint32Array(SYMBOLS);
	let next = 0;
	for (let length = SHORTEST; length <= LONGEST; length++) {
		for (let symbol = 0; symbol < SYMBOLS; symbol++) if (lengths[symbol] === length) made[symbol] = next++;
		next *= 2;
	}
	return made;
}

/** Bytes of a text in this code. */
export function huffmanLength(text: string): number {
	let bits = 0;
	for (let at = 0; at < text.length; at++) bits += lengths[text.charCodeAt(at) & 0xff] ?? 0;
	return Math.ceil(bits / 8);
}

/** Adds a text in this code; the last byte is filled with ones (RFC 7541, section 5.2). */
export function appendHuffman(to: number[], text: string): void {
	let byte = 0;
	let free = 8;
	for (let at = 0; at < text.length; at++) {
		const symbol = text.charCodeAt(at) & 0xff;
		const code = codes[symbol] ?? 0;
		let left = lengths[symbol] ?? 0;
		while (left > 0) {
			const taken = Math.min(left, free);
			left -= taken;
			free -= taken;
			byte = (byte << taken) | ((code >>> left) & ((1 << taken) - 1));
			if (free > 0) continue;
			to.push(byte);
			byte = 0;
			free = 8;
		}
	}
	if (free < 8) to.push((byte << free) | ((1 << free) - 1));
}
