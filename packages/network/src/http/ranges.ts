/** Adds a range to an ascending list of first and last-plus-one pairs; ranges that touch become one. */
export function addRange(ranges: number[], from: number, to: number): void {
	let at = 0;
	while (at < ranges.length && (ranges[at + 1] ?? 0) < from) at += 2;
	let start = from;
	let end = to;
	let joined = 0;
	while (at + joined < ranges.length && (ranges[at + joined] ?? 0) <= end) {
		start = Math.min(start, ranges[at + joined] ?? start);
		end = Math.max(end, ranges[at + joined + 1] ?? end);
		joined += 2;
	}
	ranges.splice(at, joined, start, end);
}

/** How far the list is without a gap from 0. */
export function withoutGap(ranges: readonly number[]): number {
	return ranges[0] === 0 ? (ranges[1] ?? 0) : 0;
}

/** Whether a number lies in one of the ranges. */
export function contains(ranges: readonly number[], value: number): boolean {
	for (let at = ranges.length - 2; at >= 0; at -= 2) {
		if (value >= (ranges[at] ?? 0)) return value < (ranges[at + 1] ?? 0);
	}
	return false;
}
