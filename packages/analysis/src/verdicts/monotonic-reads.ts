import type { MonotonicReadsExpectation } from "@roundtrip/model";
import type { AmountLog } from "../amounts/amount-log.ts";
import { groupsBy, latestBefore } from "../amounts/latest-before.ts";
import type { AmountAnswer } from "../amounts/read-moments.ts";
import { type Bound, judgeAnswers } from "./amount-answers.ts";
import type { VerdictKind } from "./verdict.ts";

/** No answer is from before a change that the same client has seen in an earlier one. */
export const monotonicReads: VerdictKind<MonotonicReadsExpectation> = {
	text: (expectation) =>
		`no client reads an older ${expectation["monotonic-reads"].join(" or ")} than it has read before`,
	judge: (expectation, evidence) => {
		const names = expectation["monotonic-reads"];
		return judgeAnswers(names, evidence, earlierReads, {
			passed: "no client read anything older than before",
			nothing: `no client of this run reads ${names.join(" or ")} twice, one after the other`,
		});
	},
};

/** By client and amount, the newest that it had read before it asked. */
function earlierReads(
	answers: readonly AmountAnswer[],
	{ changes }: AmountLog,
): (answer: AmountAnswer) => Bound | undefined {
	const changesBefore = new Map(
		[...groupsBy(changes, ({ name }) => name)].map(([name, group]) => [
			name,
			latestBefore(group.map((item) => ({ overSeq: item.seq, rank: item.seq, item }))),
		]),
	);
	const reads = answers.flatMap(({ report, name, readSeq }) => {
		if (report.outcome.belief !== "ok" || report.settledSeq === undefined || readSeq === undefined) return [];
		const seen = changesBefore.get(name)?.(readSeq);
		const words =
			seen === undefined
				? "the run began"
				: `the change of exchange ${seen.exchange}, which exchange ${report.exchange} had read`;
		// Before the first change there is nothing that could be older.
		const item: Bound = { changeSeq: seen?.seq ?? 0, events: [readSeq], words };
		return [{ of: `${report.client} ${name}`, overSeq: report.settledSeq, rank: readSeq, item }];
	});
	const lookups = new Map([...groupsBy(reads, ({ of }) => of)].map(([of, group]) => [of, latestBefore(group)]));
	return ({ report, name }) => lookups.get(`${report.client} ${name}`)?.(report.begunSeq);
}
