import type { ReadYourWritesExpectation } from "@roundtrip/model";
import { judgeAnswers } from "./amount-answers.ts";
import type { VerdictKind } from "./verdict.ts";

/** No answer is from before a change of the same client that was acknowledged before the answer was asked for. */
export const readYourWrites: VerdictKind<ReadYourWritesExpectation> = {
	text: (expectation) => `a client that has changed ${expectation["read-your-writes"].join(" or ")} reads its change`,
	judge: (expectation, evidence) => {
		const byNumber = new Map(evidence.exchanges.map((report) => [report.exchange, report]));
		return judgeAnswers(
			expectation["read-your-writes"],
			evidence,
			({ report, name }, _, { changes }) => {
				const own = changes.filter((change) => {
					const by = byNumber.get(change.exchange);
					const isAcknowledged =
						by?.outcome.belief === "ok" && by.settledSeq !== undefined && change.seq < by.settledSeq;
					return (
						change.name === name && by?.client === report.client && isAcknowledged && by.settledSeq < report.begunSeq
					);
				});
				const last = own.at(-1);
				if (last === undefined) return undefined;
				const told = byNumber.get(last.exchange)?.settledSeq;
				const words = `exchange ${last.exchange}, with which ${report.client} had changed it`;
				return { changeSeq: last.seq, events: told === undefined ? [] : [told], words };
			},
			{
				passed: "each client read its own changes",
				nothing: `no client of this run reads ${expectation["read-your-writes"].join(" or ")} after it has changed it`,
			},
		);
	},
};
