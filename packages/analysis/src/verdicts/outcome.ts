import type { Belief, OutcomeExpectation } from "@roundtrip/model";
import { judgeEach } from "./each-exchange.ts";
import type { VerdictKind } from "./verdict.ts";

const THAT: Readonly<Record<Belief, string>> = {
	ok: "believes that it worked",
	failed: "believes that it failed",
	unknown: "doesn't know whether it happened",
};

/** What the client believes at the end of every exchange. */
export const outcome: VerdictKind<OutcomeExpectation> = {
	text: (expectation) => `at the end of every exchange its client ${THAT[expectation.outcome]}`,
	judge: (expectation, { exchanges }) =>
		judgeEach(
			exchanges,
			({ outcome: { belief }, client, begunSeq, settledSeq }) => {
				if (belief === "waiting") {
					return { verdict: "unknown", because: `was still waiting when the run ended`, events: [begunSeq] };
				}
				return {
					verdict: belief === expectation.outcome ? "pass" : "fail",
					because: `is over, and ${client} ${THAT[belief]}`,
					events: settledSeq === undefined ? [] : [settledSeq],
				};
			},
			`the client ${THAT[expectation.outcome]}`,
		),
};
