import type { RoundTrip } from "../round-trips/round-trip.ts";
import type { LinkAccount } from "./saving.ts";
import { because } from "./sums.ts";

/**
 * How many answers of others were waited for in the client's queue. On a critical path they stand one after the
 * other within the wait; in the mean, they are as large a part of what was waited for as of the link's round-trips.
 */
export function queuedRequests(account: LinkAccount): number {
	const { queued, figure } = account;
	const requests = because(account, "request", "query", "redirect");
	if (figure === "until-settled") return requests.filter((trip) => queued.some((wait) => liesIn(trip, wait))).length;
	const handshakes = because(account, "connect", "tls");
	const count = (trips: readonly RoundTrip[]): number => trips.reduce((sum, trip) => sum + trip.count, 0);
	const share = count(requests) / Math.max(1, count(requests) + count(handshakes));
	return count(queued) * share;
}

function liesIn({ endAt = 0 }: RoundTrip, wait: RoundTrip): boolean {
	return endAt > wait.startAt && endAt <= (wait.endAt ?? 0);
}
