const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

/**
 * Names a random stream by 128 bits, hashed from a seed, an entity and a purpose, such that names that differ in one
 * letter have nothing in common. The hash is MurmurHash3's x86_128 (Appleby, public domain), written from its published
 * description, over 32-bit words: the seed, then the length and UTF-16 code units of either name, padded with zeros.
 *
 * @param seed a safe integer
 */
export function streamKey(seed: number, entity: string, purpose: string): Int32Array {
	const words = keyWords(seed, entity, purpose);
	const key = new Int32Array(4);
	absorb(key, words);
	finish(key, words.length * 4);
	return key;
}

function keyWords(seed: number, entity: string, purpose: string): Int32Array {
	const length = 2 + 1 + entity.length + 1 + purpose.length;
	const words = new Int32Array(Math.ceil(length / 4) * 4);
	words[0] = seed | 0;
	words[1] = Math.floor(seed / 0x100000000) | 0;
	let at = 2;
	for (const name of [entity, purpose]) {
		words[at++] = name.length;
		for (let unit = 0; unit < name.length; unit++) words[at++] = name.charCodeAt(unit);
	}
	return words;
}

function absorb(key: Int32Array, words: Int32Array): void {
	let [h1 = 0, h2 = 0, h3 = 0, h4 = 0] = key;
	for (let at = 0; at < words.length; at += 4) {
		const k1 = words[at] ?? 0;
		const k2 = words[at + 1] ?? 0;
		const k3 = words[at + 2] ?? 0;
		const k4 = words[at + 3] ?? 0;
		h1 ^= Math.imul(rotate(Math.imul(k1, C1), 15), C2);
		h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
		h2 ^= Math.imul(rotate(Math.imul(k2, C2), 16), C3);
		h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
		h3 ^= Math.imul(rotate(Math.imul(k3, C3), 17), C4);
		h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
		h4 ^= Math.imul(rotate(Math.imul(k4, C4), 18), C1);
		h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
	}
	key.set([h1, h2, h3, h4]);
}

function finish(key: Int32Array, byteLength: number): void {
	for (let lane = 0; lane < 4; lane++) key[lane] = (key[lane] ?? 0) ^ byteLength;
	spread(key);
	for (let lane = 0; lane < 4; lane++) key[lane] = avalanche(key[lane] ?? 0);
	spread(key);
}

/** Adds every lane to every other. */
function spread(key: Int32Array): void {
	const [h1 = 0, h2 = 0, h3 = 0, h4 = 0] = key;
	const sum = (h1 + h2 + h3 + h4) | 0;
	key.set([sum, h2 + sum, h3 + sum, h4 + sum]);
}

function avalanche(word: number): number {
	let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return h ^ (h >>> 16);
}

function rotate(word: number, bits: number): number {
	return (word << bits) | (word >>> (32 - bits));
}
