import type { RetriesAtMostExpectation } from "@roundtrip/model";
import { countOf } from "../format.ts";
import { undecided } from "./each-exchange.ts";
import { triesOf } from "./tries.ts";
import type { VerdictKind } from "./verdict.ts";

const PROOFS = 100;

/** How often clients try again, all exchanges together. */
export const retriesAtMost: VerdictKind<RetriesAtMostExpectation> = {
	text: (expectation) => `all exchanges together take no more than ${retries(expectation["retries-at-most"])}`,
	judge: (expectation, { exchanges }) => {
		if (exchanges.length === 0) return undecided("the run has no exchange that this could be said of");
		const limit = expectation["retries-at-most"];
		const retried = exchanges.filter((each) => triesOf(each).length > 1);
		const events = retried
			.flatMap((each) =>
				triesOf(each)
					.slice(1)
					.map(({ begunSeq }) => begunSeq),
			)
			.sort((a, b) => a - b);
		const took = `${retries(events.length)}, of ${countOf(retried.length, "exchange")}`;
		const proof = { events: events.slice(0, PROOFS), exchanges: retried.map(({ exchange }) => exchange) };
		if (events.length > limit) return { ...proof, verdict: "fail", because: took };
		const waiting = exchanges.filter(({ outcome }) => outcome.belief === "waiting");
		if (waiting.length === 0) return { ...proof, verdict: "pass", because: took };
		return {
			...{
				verdict: "unknown",
				because: `${took}, and ${countOf(waiting.length, "exchange")} not over when the run ended`,
			},
			...{
				events: waiting.slice(0, PROOFS).map(({ begunSeq }) => begunSeq),
				exchanges: waiting.map(({ exchange }) => exchange),
			},
		};
	},
};

function retries(count: number): string {
	return count === 1 ? "1 retry" : `${count} retries`;
}
