import type { SavingKind } from "../saving.ts";
import { because, roundTripsOn } from "../sums.ts";

const LARGER = 32;
/** Payload of a TCP segment on an Ethernet path with timestamps. */
const SEGMENT_BYTES = 1_448;

/**
 * Slow start doubles what may be under way each round-trip (RFC 5681, section 3.1), so a larger begin spares the first
 * doublings: as many as the answer would have needed with the one, and not with the other.
 */
export const largerBegin: SavingKind = {
	name: "initial window 32",
	words: "32 segments may leave before the first acknowledgement",
	applies: ({ spec }) => spec["initial-window"] < LARGER,
	changeLink: (spec) => ({ ...spec, "initial-window": LARGER }),
	expects: (account) => {
		const begin = account.spec["initial-window"];
		const spared = because(account, "congestion-window").map(({ call, count }) => {
			const segments = (account.answers.get(call)?.size ?? 0) / SEGMENT_BYTES;
			return Math.min(count, doublings(segments, begin) - doublings(segments, LARGER));
		});
		return roundTripsOn(
			account,
			spared.reduce((sum, each) => sum + each, 0),
		);
	},
};

/** Round-trips until so many segments have left, after the first flight. */
function doublings(segments: number, begin: number): number {
	let waits = 0;
	for (let left = begin, flight = begin; left < segments; left += flight) {
		flight *= 2;
		waits += 1;
	}
	return waits;
}
