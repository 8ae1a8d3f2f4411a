import type { MonotonicReadsExpectation } from "@roundtrip/model";
import { judgeAnswers } from "./amount-answers.ts";
import type { VerdictKind } from "./verdict.ts";

/** No answer is from before a change that the same client has seen in an earlier one. */
export const monotonicReads: VerdictKind<MonotonicReadsExpectation> = {
	text: (expectation) =>
		`no client reads an older ${expectation["monotonic-reads"].join(" or ")} than it has read before`,
	judge: (expectation, evidence) =>
		judgeAnswers(
			expectation["monotonic-reads"],
			evidence,
			({ report, name }, all, { changes }) => {
				const earlier = all.filter(
					(each) =>
						each.name === name &&
						each.report.client === report.client &&
						each.report.outcome.belief === "ok" &&
						(each.report.settledSeq ?? Number.POSITIVE_INFINITY) < report.begunSeq,
				);
				const [newest] = earlier.toSorted((a, b) => (b.readSeq ?? -1) - (a.readSeq ?? -1));
				if (newest?.readSeq === undefined) return undefined;
				const { readSeq } = newest;
				const seen = changes.findLast((change) => change.name === name && change.seq < readSeq);
				// Before the first change there is nothing that could be older.
				const changeSeq = seen?.seq ?? 0;
				const words =
					seen === undefined
						? "the run began"
						: `the change of exchange ${seen.exchange}, which exchange ${newest.report.exchange} had read`;
				return { changeSeq, events: [readSeq], words };
			},
			{
				passed: "no client read anything older than before",
				nothing: `no client of this run reads ${expectation["monotonic-reads"].join(" or ")} twice, one after the other`,
			},
		),
};
