import { queuedRequests } from "../queued-requests.ts";
import type { SavingKind } from "../saving.ts";
import { allOf, because, roundTripsOn } from "../sums.ts";

/** RFC 9113, section 5: requests share one connection, and none waits for the answer of another. */
export const http2: SavingKind = {
	name: "HTTP/2",
	words: "all requests share one connection, and none waits for its turn",
	applies: ({ spec }) => spec.over === "http/1.1",
	changeLink: (spec) => ({ ...spec, over: "http/2", "keep-alive": true }),
	expects: (account) => {
		const turns = roundTripsOn(account, queuedRequests(account));
		const openings = account.spec["keep-alive"]
			? []
			: because(account, "connect", "tls").filter(({ startAt }) => startAt >= account.firstAnswerAt);
		const opened = allOf(openings);
		return { roundTrips: turns.roundTrips + opened.roundTrips, timeNs: turns.timeNs + opened.timeNs };
	},
};
