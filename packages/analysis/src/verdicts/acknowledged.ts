import type { AcknowledgedExpectation } from "@roundtrip/model";
import type { ExchangeReport } from "../exchange-report.ts";
import { type ExchangeFinding, judgeEach, undecided } from "./each-exchange.ts";
import type { VerdictKind } from "./verdict.ts";

/** What clients were told is done is there, all of it. */
export const acknowledged: VerdictKind<AcknowledgedExpectation> = {
	text: () => "what a client was told is done has been made lasting",
	judge: (_, { exchanges }) => {
		const told = exchanges.filter(({ outcome }) => outcome.wantsEffect && outcome.belief === "ok");
		if (told.length === 0) return undecided("no client was told that an effect is done");
		return judgeEach(told, judge, "everything that was acknowledged was made lasting");
	},
};

function judge({ effects, commitSeqs, forgottenSeqs, settledSeq, underWay }: ExchangeReport): ExchangeFinding {
	const missing = effects.find(({ wanted, applied }) => applied < wanted);
	const settled = settledSeq === undefined ? [] : [settledSeq];
	const events = [...commitSeqs, ...settled, ...forgottenSeqs];
	if (missing === undefined) return { verdict: "pass", because: "was acknowledged and made lasting", events };
	const never = missing.applied === 0 ? "was never made lasting" : "was made lasting in part";
	if (forgottenSeqs.length > 0) {
		const because = `was acknowledged, and ${missing.effect} is gone: a replica took over that never had it`;
		return { verdict: "fail", because, events };
	}
	const because = `was acknowledged, and ${missing.effect} ${never}`;
	// What was begun for it and is still at work may make it lasting yet.
	if (underWay)
		return { verdict: "unknown", because: `${because} when the run ended, with work still under way`, events };
	return { verdict: "fail", because, events };
}
