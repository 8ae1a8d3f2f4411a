import { countUpTo } from "./count-up-to.ts";

/** Finds the intervals that touch a window without looking at the others. */
export interface IntervalIndex {
	/** The positions, in the order of their starts, of all intervals that share a point with [from, to]. */
	overlapping(from: number, to: number): number[];
}

/**
 * Builds the index of `count` closed intervals, given by position.
 *
 * A tree of maxima over the intervals in the order of their starts: whole runs that ended before the window are
 * passed over at once, so a query costs the logarithm of all plus what it finds.
 */
export function createIntervalIndex(
	count: number,
	startOf: (position: number) => number,
	endOf: (position: number) => number,
): IntervalIndex {
	const order = Array.from({ length: count }, (_, position) => position);
	order.sort((a, b) => startOf(a) - startOf(b) || a - b);
	const starts = Float64Array.from(order, startOf);
	let leaves = 1;
	while (leaves < count) leaves *= 2;
	const latest = new Float64Array(2 * leaves).fill(Number.NEGATIVE_INFINITY);
	for (const [rank, position] of order.entries()) latest[leaves + rank] = endOf(position);
	for (let at = leaves - 1; at > 0; at--) latest[at] = Math.max(latest[2 * at] ?? 0, latest[2 * at + 1] ?? 0);

	const collect = (at: number, first: number, width: number, limit: number, from: number, found: number[]): void => {
		if (first >= limit || (latest[at] ?? 0) < from) return;
		if (width === 1) {
			found.push(order[first] ?? 0);
			return;
		}
		const half = width / 2;
		collect(2 * at, first, half, limit, from, found);
		collect(2 * at + 1, first + half, half, limit, from, found);
	};

	return {
		overlapping(from, to) {
			const found: number[] = [];
			if (count > 0) collect(1, 0, leaves, countUpTo(starts, to), from, found);
			return found;
		},
	};
}
