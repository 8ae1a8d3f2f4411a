import type { LostPackets } from "./cases.ts";
import type { MeasuredCase } from "./measured.ts";

const MASK = (1n << 64n) - 1n;

/** The measuring link's generator: SplitMix64, one number a packet; the packet is lost if it is below the probability. */
function lostIndices(seed: number, probability: number, packets: number): number[] {
	const lost: number[] = [];
	let state = BigInt(seed);
	for (let index = 0; index < packets; index++) {
		state = (state + 0x9e3779b97f4a7c15n) & MASK;
		let mixed = state;
		mixed = ((mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
		mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & MASK;
		mixed ^= mixed >> 31n;
		if (Number(mixed >> 11n) / 2 ** 53 < probability) lost.push(index);
	}
	return lost;
}

/** More than any case sends in one direction. */
const PACKETS = 5_000;

/** The very packets that the measuring link lost in a repetition: its seeds were numbered. */
export function lossesOf(it: MeasuredCase, repetition: number): LostPackets {
	return {
		ab: lostIndices(1000 + 2 * repetition, it.net.loss, PACKETS),
		ba: lostIndices(1001 + 2 * repetition, it.net.loss, PACKETS),
	};
}
