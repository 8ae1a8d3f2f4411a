import { log } from "./portable-math.ts";
import { streamKey } from "./stream-key.ts";
import { EXPONENTIAL, NORMAL, type Ziggurat } from "./ziggurat.ts";

/**
 * An endless sequence of random numbers that belongs to one entity. Every JavaScript engine draws the same bits. A
 * method takes as many 32-bit words from the sequence as it needs, so the order of calls is part of the result.
 */
export interface RandomStream {
	/** An integer from 0 to 2^32 - 1. */
	u32(): number;
	/** A double in [0, 1), one of 2^53 that are equally likely. */
	uniform(): number;
	/** An integer from 0 to `n` - 1, all equally likely. Throws a RangeError unless `n` is an integer from 1 to 2^53 - 1. */
	below(n: number): number;
	/** Exponentially distributed with mean 1. */
	exponential(): number;
	/** Normally distributed with mean 0 and standard deviation 1. */
	normal(): number;
}

const TWO_TO_32 = 0x100000000;
const TWO_TO_MINUS_21 = 1 / 0x200000;
const TWO_TO_MINUS_32 = 1 / TWO_TO_32;
// V8 takes a constant of this module for one, but looks up what is imported at each use.
const { scales: EXPONENTIAL_SCALES, edges: EXPONENTIAL_EDGES } = EXPONENTIAL;
const { scales: NORMAL_SCALES, edges: NORMAL_EDGES } = NORMAL;

/** Words thrown away at first, so that all four words of the key have reached every bit of the state. */
const WARM_UP_WORDS = 12;

/** The generator sfc32 (Doty-Humphrey, PractRand): 128 bits of state, of which 32 count, a period of 2^127 on average. */
class Sfc32Stream implements RandomStream {
	private readonly state: Int32Array;
	/** What the last draw had left: 11 bits. */
	private spareBits = 0;

	constructor(key: Int32Array) {
		this.state = key;
		for (let word = 0; word < WARM_UP_WORDS; word++) this.u32();
	}

	u32(): number {
		const state = this.state;
		const a = state[0] ?? 0;
		const b = state[1] ?? 0;
		const c = state[2] ?? 0;
		const count = state[3] ?? 0;
		const word = (((a + b) | 0) + count) | 0;
		state[0] = b ^ (b >>> 9);
		state[1] = c + (c << 3);
		state[2] = ((c << 21) | (c >>> 11)) + word;
		state[3] = count + 1;
		return word >>> 0;
	}

	uniform(): number {
		return this.draw() * TWO_TO_MINUS_32;
	}

	below(n: number): number {
		if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`below(${n}): n must be a positive safe integer`);
		const last = n - 1;
		if (last === 0) return 0;
		// Draws of just enough bits, thrown away until one fits: unbiased, in fewer than two tries on average.
		if (last < TWO_TO_32) {
			const mask = 0xffffffff >>> Math.clz32(last);
			for (;;) {
				const drawn = (this.u32() & mask) >>> 0;
				if (drawn <= last) return drawn;
			}
		}
		const highMask = 0xffffffff >>> Math.clz32(Math.floor(last / TWO_TO_32));
		for (;;) {
			const drawn = (this.u32() & highMask) * TWO_TO_32 + this.u32();
			if (drawn <= last) return drawn;
		}
	}

	// The samples are drawn in loops, not by recursion: a result that may come from a call is boxed on its way.

	exponential(): number {
		let base = 0;
		for (;;) {
			const place = this.draw();
			const layer = this.spareBits & 0xff;
			const x = place * (EXPONENTIAL_SCALES[layer] ?? 0);
			if (x < (EXPONENTIAL_EDGES[layer + 1] ?? 0)) return base + x;
			// What lies beyond the tail's beginning is distributed like the whole.
			if (layer === 0) base += EXPONENTIAL.tail;
			else if (this.isUnder(EXPONENTIAL, layer, x)) return base + x;
		}
	}

	normal(): number {
		for (;;) {
			const place = this.draw();
			const layer = this.spareBits & 0xff;
			// The sign is multiplied in: a branch on a random bit costs as much as all the rest.
			const sign = 1 - ((this.spareBits >>> 7) & 2);
			const x = place * (NORMAL_SCALES[layer] ?? 0);
			if (x < (NORMAL_EDGES[layer + 1] ?? 0)) return sign * x;
			if (layer === 0) return sign * this.normalTail();
			if (this.isUnder(NORMAL, layer, x)) return sign * x;
		}
	}

	/**
	 * Two words: 53 bits become a number below 2^32, 11 are left as spare bits. The same as twice `u32`, with the state
	 * loaded and stored once.
	 */
	private draw(): number {
		const state = this.state;
		const a = state[0] ?? 0;
		const b = state[1] ?? 0;
		const c = state[2] ?? 0;
		const count = state[3] ?? 0;
		const high = (((a + b) | 0) + count) | 0;
		const nextA = b ^ (b >>> 9);
		const nextB = (c + (c << 3)) | 0;
		const nextC = (((c << 21) | (c >>> 11)) + high) | 0;
		const low = (((nextA + nextB) | 0) + (count + 1)) | 0;
		state[0] = nextB ^ (nextB >>> 9);
		state[1] = nextC + (nextC << 3);
		state[2] = ((nextC << 21) | (nextC >>> 11)) + low;
		state[3] = count + 2;
		this.spareBits = low & 0x7ff;
		return (high >>> 0) + (low >>> 11) * TWO_TO_MINUS_21;
	}

	/** Whether a point of the layer, at a height still to be drawn, lies under the density at `x`. */
	private isUnder(shape: Ziggurat, layer: number, x: number): boolean {
		const low = shape.heights[layer] ?? 0;
		const high = shape.heights[layer + 1] ?? 0;
		return low + this.uniform() * (high - low) < shape.density(x);
	}

	/** Beyond the last edge of the normal density (Marsaglia, Generating a Variable from the Tail, 1964). */
	private normalTail(): number {
		for (;;) {
			const beyond = -log(1 - this.uniform()) / NORMAL.tail;
			const y = -log(1 - this.uniform());
			if (y + y > beyond * beyond) return NORMAL.tail + beyond;
		}
	}
}

/**
 * The random numbers of one entity of a run, for one purpose. Streams share nothing: adding an entity, or drawing more
 * for one purpose, shifts no number of any other.
 *
 * @param seed of the run, a safe integer; throws a RangeError otherwise
 * @param entity whose numbers they are, for example the name of a node
 * @param purpose what they are for, when the entity has several streams
 */
export function createStream(seed: number, entity: string, purpose = ""): RandomStream {
	if (!Number.isSafeInteger(seed)) throw new RangeError(`the seed ${seed} is not a safe integer`);
	return new Sfc32Stream(streamKey(seed, entity, purpose));
}
