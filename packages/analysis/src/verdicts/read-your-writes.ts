import type { ReadYourWritesExpectation } from "@roundtrip/model";
import type { AmountLog } from "../amounts/amount-log.ts";
import { groupsBy, latestBefore } from "../amounts/latest-before.ts";
import type { AmountAnswer } from "../amounts/read-moments.ts";
import type { ExchangeReport } from "../exchange-report.ts";
import { type Bound, judgeAnswers } from "./amount-answers.ts";
import type { VerdictKind } from "./verdict.ts";

/** No answer is from before a change of the same client that was acknowledged before the answer was asked for. */
export const readYourWrites: VerdictKind<ReadYourWritesExpectation> = {
	text: (expectation) => `a client that has changed ${expectation["read-your-writes"].join(" or ")} reads its change`,
	judge: (expectation, evidence) => {
		const names = expectation["read-your-writes"];
		return judgeAnswers(names, evidence, (_, log) => ownChanges(evidence.exchanges, log), {
			passed: "each client read its own changes",
			nothing: `no client of this run reads ${names.join(" or ")} after it has changed it`,
		});
	},
};

/** By client and amount, the last change that it was told is done. */
function ownChanges(
	exchanges: readonly ExchangeReport[],
	{ changes }: AmountLog,
): (answer: AmountAnswer) => Bound | undefined {
	const byNumber = new Map(exchanges.map((report) => [report.exchange, report]));
	const acknowledged = changes.flatMap((change) => {
		const by = byNumber.get(change.exchange);
		if (by?.outcome.belief !== "ok" || by.settledSeq === undefined || change.seq > by.settledSeq) return [];
		const words = `exchange ${by.exchange}, with which ${by.client} had changed it`;
		const item: Bound = { changeSeq: change.seq, events: [by.settledSeq], words };
		return [{ of: `${by.client} ${change.name}`, overSeq: by.settledSeq, rank: change.seq, item }];
	});
	const lookups = new Map([...groupsBy(acknowledged, ({ of }) => of)].map(([of, group]) => [of, latestBefore(group)]));
	return ({ report, name }) => lookups.get(`${report.client} ${name}`)?.(report.begunSeq);
}
