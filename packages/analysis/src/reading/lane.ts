/**
 * A place among the connections of a link: one connection, or one after the other where each carries one request.
 * Calls queue for a place, and wait for what others get back over it.
 */
export interface Lane {
	/** When something came back over it, by sequence number, in order. */
	readonly seqs: number[];
	/** How many round-trips had come back up to and with each of them. */
	readonly totals: number[];
}

export function createLane(): Lane {
	return { seqs: [], totals: [] };
}

export function cameBack(lane: Lane, seq: number, roundTrips: number): void {
	lane.seqs.push(seq);
	lane.totals.push((lane.totals.at(-1) ?? 0) + roundTrips);
}

/** How many round-trips came back after one event and up to another. */
export function comebacksBetween(lane: Lane | undefined, after: number, upTo: number): number {
	return lane === undefined ? 0 : totalAt(lane, upTo) - totalAt(lane, after);
}

function totalAt({ seqs, totals }: Lane, seq: number): number {
	let low = 0;
	let high = seqs.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((seqs[middle] ?? 0) <= seq) low = middle + 1;
		else high = middle;
	}
	return totals[low - 1] ?? 0;
}
