import type { RoundTripReason } from "../round-trips/reason.ts";
import type { RoundTrip } from "../round-trips/round-trip.ts";
import type { LinkAccount, Spared } from "./saving.ts";

export const NOTHING: Spared = { roundTrips: 0, timeNs: 0 };

/** All of some round-trips, with the time that they took. */
export function allOf(trips: readonly RoundTrip[]): Spared {
	return trips.reduce(
		(sum, { count, timeNs = 0 }) => ({ roundTrips: sum.roundTrips + count, timeNs: sum.timeNs + timeNs }),
		NOTHING,
	);
}

/** One of each, with its share of the time. */
export function oneOfEach(trips: readonly RoundTrip[]): Spared {
	return trips.reduce(
		(sum, { count, timeNs = 0 }) => ({ roundTrips: sum.roundTrips + 1, timeNs: sum.timeNs + timeNs / count }),
		NOTHING,
	);
}

/** So many round-trips of the link, each as long as the link's own. */
export function roundTripsOn({ spec }: LinkAccount, roundTrips: number): Spared {
	return { roundTrips, timeNs: roundTrips * spec.rtt };
}

export function because({ trips }: LinkAccount, ...reasons: readonly RoundTripReason[]): readonly RoundTrip[] {
	return trips.filter(({ reason }) => reasons.includes(reason));
}
