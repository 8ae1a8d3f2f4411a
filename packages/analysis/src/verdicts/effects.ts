import type { EffectsExpectation } from "@roundtrip/model";
import type { EffectCount } from "../effects.ts";
import type { ExchangeReport } from "../exchange-report.ts";
import { countOf } from "../format.ts";
import { type ExchangeFinding, judgeEach, undecided } from "./each-exchange.ts";
import type { VerdictKind } from "./verdict.ts";

interface Claim {
	readonly words: string;
	/** More than one commit for each that was asked for breaks it. */
	readonly noMore: boolean;
	/** Fewer break it. */
	readonly noLess: boolean;
}

const CLAIMS: Readonly<Record<EffectsExpectation["effects"], Claim>> = {
	"exactly-once": { words: "exactly once", noMore: true, noLess: true },
	"at-most-once": { words: "at most once", noMore: true, noLess: false },
	"at-least-once": { words: "at least once", noMore: false, noLess: true },
};

/** How often the effects of each exchange are made lasting, over all its attempts and to the end of the run. */
export const effects: VerdictKind<EffectsExpectation> = {
	text: (expectation) => `the effect of every exchange is made lasting ${CLAIMS[expectation.effects].words}`,
	judge: (expectation, { exchanges }) => {
		const claim = CLAIMS[expectation.effects];
		const asking = exchanges.filter(({ outcome }) => outcome.wantsEffect);
		if (asking.length === 0) return undecided("no exchange of this run asks for an effect");
		return judgeEach(asking, (exchange) => judge(exchange, claim), `every effect was made lasting ${claim.words}`);
	},
};

function judge(exchange: ExchangeReport, claim: Claim): ExchangeFinding {
	const { effects: counts, commitSeqs: events, begunSeq, underWay } = exchange;
	const proof = events.length > 0 ? events : [begunSeq];
	const tooOften = counts.find(({ wanted, applied }) => applied > Math.max(1, wanted));
	if (claim.noMore && tooOften) return { verdict: "fail", because: sentence(tooOften), events };
	const missing = counts.find(({ wanted, applied }) => applied < wanted);
	// Another commit may still come and break `no more`; a missing one may still come and mend `no less`.
	if (underWay && (claim.noMore || missing)) {
		return { verdict: "unknown", because: "was still under way when the run ended", events: proof };
	}
	if (claim.noLess && missing) return { verdict: "fail", because: sentence(missing), events: proof };
	return { verdict: "pass", because: counts.map(sentence).join(" and "), events: proof };
}

function sentence({ effect, applied }: EffectCount): string {
	if (applied === 0) return `never made ${effect} lasting`;
	return `made ${effect} lasting ${applied === 1 ? "once" : countOf(applied, "time")}`;
}
