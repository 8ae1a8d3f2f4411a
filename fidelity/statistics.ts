/** Plain statistics of a few numbers. */

/** The value below which this part of the numbers lies, without interpolation; 0 of none. */
export function quantile(numbers: readonly number[], part: number): number {
	const sorted = [...numbers].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

export function median(numbers: readonly number[]): number {
	return quantile(numbers, 0.5);
}

export function share(numbers: readonly boolean[]): number {
	return numbers.length === 0 ? 0 : numbers.filter(Boolean).length / numbers.length;
}
