import type { AttemptsAtMostExpectation } from "@roundtrip/model";
import { countOf } from "../format.ts";
import { judgeEach } from "./each-exchange.ts";
import { triesOf } from "./tries.ts";
import type { VerdictKind } from "./verdict.ts";

/** No exchange is tried more often; to be sent on is no try of its own, and to show something else neither. */
export const attemptsAtMost: VerdictKind<AttemptsAtMostExpectation> = {
	text: (expectation) => `no exchange takes more than ${countOf(expectation["attempts-at-most"], "attempt")}`,
	judge: (expectation, { exchanges }) => {
		const limit = expectation["attempts-at-most"];
		return judgeEach(
			exchanges,
			({ attempts, settledSeq }) => {
				const tries = triesOf({ attempts });
				const sentOn = attempts.filter(({ redirect }) => redirect !== undefined).length;
				const took = countOf(tries.length, "attempt") + (sentOn === 0 ? "" : ` and ${countOf(sentOn, "redirect")}`);
				const events = tries.map(({ begunSeq }) => begunSeq);
				if (tries.length > limit) return { verdict: "fail", because: `took ${took}`, events };
				if (settledSeq !== undefined) return { verdict: "pass", because: `took ${took}`, events };
				return { verdict: "unknown", because: `had taken ${took} and was still waiting when the run ended`, events };
			},
			`no more than ${countOf(limit, "attempt")}`,
		);
	},
};
