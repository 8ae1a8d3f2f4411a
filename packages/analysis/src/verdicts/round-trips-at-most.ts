import type { RoundTripsAtMostExpectation } from "@roundtrip/model";
import { countOf } from "../format.ts";
import { judgeEach } from "./each-exchange.ts";
import type { VerdictKind } from "./verdict.ts";

/**
 * No exchange needs more round-trips on the way to its server: for the address, to connect, for TLS, to ask, and those
 * that its data waited for at windows, resends and continue, as far as the world can tell (a real run can't). One that
 * was begun and didn't come back counts; those of other exchanges that it queued for count there.
 */
export const roundTripsAtMost: VerdictKind<RoundTripsAtMostExpectation> = {
	text: (expectation) =>
		`no exchange needs more than ${countOf(expectation["round-trips-at-most"], "round-trip")} between client and server`,
	judge: (expectation, { exchanges }) => {
		const limit = expectation["round-trips-at-most"];
		return judgeEach(
			exchanges,
			({ roundTrips, roundTripSeqs: events, settledSeq, link }) => {
				const needed = `${countOf(roundTrips, "round-trip")} on ${link}`;
				if (roundTrips > limit) return { verdict: "fail", because: `needed ${needed}`, events };
				if (settledSeq !== undefined) return { verdict: "pass", because: `needed ${needed}`, events };
				return { verdict: "unknown", because: `had begun ${needed} and was still waiting when the run ended`, events };
			},
			`no more than ${countOf(limit, "round-trip")}`,
		);
	},
};
