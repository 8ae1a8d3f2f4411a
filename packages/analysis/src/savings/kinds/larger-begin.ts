import type { SavingKind } from "../saving.ts";
import { doublings } from "../slow-start.ts";
import { because, roundTripsOn } from "../sums.ts";

const LARGER = 32;

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
			const bytes = account.answers.get(call)?.size ?? 0;
			return Math.min(count, doublings(bytes, begin) - doublings(bytes, LARGER));
		});
		return roundTripsOn(
			account,
			spared.reduce((sum, each) => sum + each, 0),
		);
	},
};
