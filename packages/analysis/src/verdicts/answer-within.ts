import type { AnswerWithinExpectation } from "@roundtrip/model";
import { formatDuration } from "../format.ts";
import { judgeEach } from "./each-exchange.ts";
import type { VerdictKind } from "./verdict.ts";

/** Every exchange is answered ok within a time from its begin. */
export const answerWithin: VerdictKind<AnswerWithinExpectation> = {
	text: (expectation) =>
		`every exchange is answered ok within ${formatDuration(expectation["answer-within"])} from its begin`,
	judge: (expectation, { exchanges, trace }) => {
		const limitNs = expectation["answer-within"];
		const runEndsNs = trace.length === 0 ? 0 : trace.at(trace.length - 1);
		return judgeEach(
			exchanges,
			({ outcome, latencyNs, begunAt, begunSeq, settledSeq }) => {
				if (latencyNs === undefined || settledSeq === undefined) {
					const waitedNs = runEndsNs - begunAt;
					return {
						// The last event is the last moment that the trace knows of: past the limit, no answer can be in time.
						verdict: waitedNs > limitNs ? "fail" : "unknown",
						because: `had waited ${formatDuration(waitedNs)} when the run ended`,
						events: [begunSeq],
					};
				}
				const after = formatDuration(latencyNs);
				const events = [begunSeq, settledSeq];
				if (outcome.belief !== "ok") return { verdict: "fail", because: `ended without an ok after ${after}`, events };
				return { verdict: latencyNs <= limitNs ? "pass" : "fail", because: `was answered after ${after}`, events };
			},
			`the answer came within ${formatDuration(limitNs)}`,
		);
	},
};
