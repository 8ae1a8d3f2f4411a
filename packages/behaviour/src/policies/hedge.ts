import type { Nanoseconds } from "@roundtrip/model";
import type { PolicyDescriptor } from "./descriptor.ts";

export interface HedgeSpec {
	/** The wait before a copy while too few answers have been seen to go by them. */
	readonly afterNs: Nanoseconds;
	/** Afterwards: longer than this part of the answers took, in percent. */
	readonly percentile: number;
	/** Copies beside the first request. */
	readonly copies: number;
}

export const USUAL_HEDGE: HedgeSpec = { afterNs: 1_000_000_000, percentile: 95, copies: 1 };

/** Decides when a copy of a request goes out because its answer is late: it decides, the world waits. */
export interface Hedge {
	/** How long to wait for an answer before copy `number` (from 1); undefined where there is no such copy. */
	waitNs(number: number): Nanoseconds | undefined;
	/** Told how long an answer took. */
	took(durationNs: Nanoseconds): void;
}

/** Answers that are remembered, and how many there have to be before they count. */
const REMEMBERED = 100;
const ENOUGH = 20;

/** @throws RangeError where the percentile isn't between 1 and 99, or another figure is no whole number from 0 on */
export function createHedge(spec: HedgeSpec = USUAL_HEDGE): Hedge {
	const { afterNs, percentile, copies } = spec;
	const figures = [afterNs, percentile, copies];
	if (!figures.every((figure) => Number.isSafeInteger(figure) && figure >= 0) || percentile < 1 || percentile > 99)
		throw new RangeError("a hedge has whole numbers from 0 on, and a percentile between 1 and 99");
	const recent: Nanoseconds[] = [];
	let next = 0;

	function usualNs(): Nanoseconds {
		if (recent.length < ENOUGH) return afterNs;
		const sorted = [...recent].sort((a, b) => a - b);
		return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percentile) / 100))] ?? afterNs;
	}

	return {
		waitNs: (number) => (number >= 1 && number <= copies ? number * usualNs() : undefined),
		took(durationNs) {
			recent[next] = durationNs;
			next = (next + 1) % REMEMBERED;
		},
	};
}

export const hedge: PolicyDescriptor = {
	name: "hedge",
	sentence: "Sends a copy of a request whose answer is late, and takes whichever answer comes first.",
	parameters: [
		{ name: "after", sentence: "The wait before a copy, until enough answers have been seen.", usual: "1s" },
		{ name: "percentile", sentence: "Afterwards: longer than this part of the answers took.", usual: "95" },
		{ name: "copies", sentence: "Copies beside the first request.", usual: "1" },
	],
	law: "No more copies than allowed go out, none before the wait, and the wait lies among the times that were seen.",
	source: "Dean and Barroso, The Tail at Scale, 2013",
};
