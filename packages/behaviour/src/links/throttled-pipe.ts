import type { BitsPerSecond, Nanoseconds } from "@roundtrip/model";
import type { Pipe } from "./pipe.ts";

/** When a direction is slower than it is by itself. */
export interface Slowdown {
	readonly fromNs: Nanoseconds;
	/** The first moment at which it is over. */
	readonly untilNs: Nanoseconds;
	/** What it carries at most; infinite where that is as before. */
	readonly rate: BitsPerSecond;
	/** From leaving to arriving, at least. */
	readonly delayNs: Nanoseconds;
}

/**
 * A pipe that is slower at times. A byte that is being sent when the rate changes goes on at the new one; the delay is that of
 * the moment at which the last byte leaves. Packets that would overtake others are for whoever asks to hold back.
 */
export function createThrottledPipe(
	ownDelayNs: Nanoseconds,
	ownRate: BitsPerSecond | undefined,
	slowdowns: readonly Slowdown[],
): Pipe {
	let freeAtNs = 0;
	let delayNs = ownDelayNs;

	const during = (timeNs: number): readonly Slowdown[] =>
		slowdowns.filter(({ fromNs, untilNs }) => fromNs <= timeNs && timeNs < untilNs);
	const rateAt = (timeNs: number): number =>
		during(timeNs).reduce((rate, each) => Math.min(rate, each.rate), ownRate ?? Number.POSITIVE_INFINITY);
	const delayAt = (timeNs: number): number =>
		during(timeNs).reduce((longest, each) => Math.max(longest, each.delayNs), ownDelayNs);
	/** When the rate may change next. */
	const changeAfter = (timeNs: number): number =>
		slowdowns
			.flatMap(({ fromNs, untilNs }) => [fromNs, untilNs])
			.reduce((next, each) => (each > timeNs && each < next ? each : next), Number.POSITIVE_INFINITY);

	return {
		get delayNs() {
			return delayNs;
		},
		transmit(nowNs, bytes) {
			let atNs = Math.max(nowNs, freeAtNs);
			/** Bits, times a billion: what a rate sends in so many ns. */
			let left = bytes * 8e9;
			for (;;) {
				const rate = rateAt(atNs);
				const doneNs = rate === Number.POSITIVE_INFINITY ? atNs : atNs + Math.ceil(left / rate);
				const changeNs = changeAfter(atNs);
				if (doneNs <= changeNs) {
					atNs = doneNs;
					break;
				}
				left -= (changeNs - atNs) * rate;
				atNs = changeNs;
			}
			freeAtNs = atNs;
			delayNs = delayAt(atNs);
			return freeAtNs + delayNs;
		},
	};
}
