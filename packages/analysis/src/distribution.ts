/** Each figure is the smallest value that at least that share of the values does not exceed (nearest rank). */
export interface Distribution {
	readonly count: number;
	readonly min: number;
	readonly median: number;
	readonly p95: number;
	readonly p99: number;
	readonly max: number;
	readonly mean: number;
}

/** Of values of any unit, in that unit; undefined where there are none. */
export function distributionOf(values: readonly number[]): Distribution | undefined {
	const sorted = Float64Array.from(values).sort();
	const min = sorted.at(0);
	const max = sorted.at(-1);
	if (min === undefined || max === undefined) return undefined;
	// In whole percents, so that no product of fractions is rounded up to the next rank.
	const rank = (percent: number): number => sorted[Math.max(1, Math.ceil((percent * sorted.length) / 100)) - 1] ?? max;
	const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
	return { count: sorted.length, min, median: rank(50), p95: rank(95), p99: rank(99), max, mean };
}
