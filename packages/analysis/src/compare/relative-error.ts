/**
 * How far a is from the reference b, as a share of b: |a − b| / |b|, so 0.02 is 2 %.
 * Where b is 0 there is nothing to be a share of: 0 if a is 0 too, else 1, as all of a is error.
 */
export function relativeError(a: number, b: number): number {
	if (a === b) return 0;
	return b === 0 ? 1 : Math.abs(a - b) / Math.abs(b);
}
