/** A stretch of a lifeline that needs a lane of its own while it lasts. */
export interface Stretch {
	readonly from: number;
	readonly to: number;
}

/** Beyond so many side by side nothing is told apart any more; the rest share the last lane. */
const MOST_LANES = 24;

/** Gives each stretch, in the order of their begins, the first lane that is free then. */
export function lanesOf(stretches: readonly Stretch[], most: number = MOST_LANES): readonly number[] {
	const order = stretches.map((_, at) => at).sort((a, b) => (stretches[a]?.from ?? 0) - (stretches[b]?.from ?? 0));
	const lanes = Array.from(stretches, () => 0);
	const freeFrom: number[] = [];
	for (const at of order) {
		const stretch = stretches[at];
		if (!stretch) continue;
		const found = freeFrom.findIndex((end) => end <= stretch.from);
		const lane = found < 0 ? Math.min(freeFrom.length, most - 1) : found;
		freeFrom[lane] = stretch.to;
		lanes[at] = lane;
	}
	return lanes;
}
