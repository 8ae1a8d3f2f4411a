import type { FailedExpectation } from "@roundtrip/model";
import type { ExchangeReport } from "../exchange-report.ts";
import { type ExchangeFinding, judgeEach } from "./each-exchange.ts";
import type { Finding, VerdictKind } from "./verdict.ts";

/** What clients were told has failed isn't there. */
export const failed: VerdictKind<FailedExpectation> = {
	text: () => "what a client was told has failed has no effect",
	judge: (_, { exchanges }) => {
		const told = exchanges.filter(({ outcome }) => outcome.wantsEffect && outcome.belief === "failed");
		if (told.length > 0) return judgeEach(told, judge, "nothing that was told to have failed happened");
		return nobodyTold(exchanges.filter(({ outcome }) => outcome.wantsEffect));
	},
};

function judge({ effects, commitSeqs, settledSeq, underWay }: ExchangeReport): ExchangeFinding {
	const there = effects.filter(({ applied }) => applied > 0).map(({ effect }) => effect);
	const told = settledSeq === undefined ? [] : [settledSeq];
	if (there.length > 0) {
		const events = [...commitSeqs, ...told].sort((a, b) => a - b);
		return { verdict: "fail", because: `failed for its client, and ${there.join(" and ")} happened`, events };
	}
	if (!underWay) return { verdict: "pass", because: "failed, and nothing of it happened", events: told };
	return {
		verdict: "unknown",
		because: "failed for its client, with work still under way when the run ended",
		events: told,
	};
}

/** Nobody was told so: that holds, unless somebody still waits to be told something. */
function nobodyTold(asking: readonly ExchangeReport[]): Finding {
	if (asking.length === 0) {
		return { verdict: "unknown", because: "no exchange of this run asks for an effect", events: [], exchanges: [] };
	}
	const waiting = asking.filter(({ outcome }) => outcome.belief === "waiting");
	const exchanges = (waiting.length > 0 ? waiting : asking).map(({ exchange }) => exchange);
	const events = waiting.map(({ begunSeq }) => begunSeq);
	if (waiting.length === 0) return { verdict: "pass", because: "no client was told that it failed", events, exchanges };
	return { verdict: "unknown", because: "no client was told that it failed, and some still wait", events, exchanges };
}
