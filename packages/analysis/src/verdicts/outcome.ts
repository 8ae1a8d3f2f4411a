import type { OutcomeExpectation } from "@roundtrip/model";
import { BELIEFS_IN_SHORT } from "../outcomes.ts";
import { judgeEach } from "./each-exchange.ts";
import type { VerdictKind } from "./verdict.ts";

/** What the client believes at the end of every exchange. */
export const outcome: VerdictKind<OutcomeExpectation> = {
	text: (expectation) => `at the end of every exchange its client ${BELIEFS_IN_SHORT[expectation.outcome]}`,
	judge: (expectation, { exchanges }) =>
		judgeEach(
			exchanges,
			({ outcome: { belief }, client, begunSeq, settledSeq }) => {
				if (belief === "waiting") {
					return { verdict: "unknown", because: `was still waiting when the run ended`, events: [begunSeq] };
				}
				return {
					verdict: belief === expectation.outcome ? "pass" : "fail",
					because: `is over, and ${client} ${BELIEFS_IN_SHORT[belief]}`,
					events: settledSeq === undefined ? [] : [settledSeq],
				};
			},
			`the client ${BELIEFS_IN_SHORT[expectation.outcome]}`,
		),
};
