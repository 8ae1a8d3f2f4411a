import type { AvailabilityExpectation, PartsPerMillion } from "@roundtrip/model";
import type { ExchangeReport } from "../exchange-report.ts";
import { countOf, formatCount } from "../format.ts";
import { undecided } from "./each-exchange.ts";
import type { Finding, VerdictKind } from "./verdict.ts";

const PROOFS = 100;
const WHOLE_PPM = 1_000_000;

/** How many of all exchanges are answered ok. */
export const availability: VerdictKind<AvailabilityExpectation> = {
	text: (expectation) => `at least ${percent(expectation.availability)} of all exchanges are answered ok`,
	judge: (expectation, { exchanges }) => {
		if (exchanges.length === 0) return undecided("the run has no exchange that this could be said of");
		const ok = exchanges.filter(({ outcome }) => outcome.belief === "ok");
		const waiting = exchanges.filter(({ outcome }) => outcome.belief === "waiting");
		const others = exchanges.filter(({ outcome }) => outcome.belief === "failed" || outcome.belief === "unknown");
		const reaches = (count: number): boolean => count * WHOLE_PPM >= expectation.availability * exchanges.length;
		const because = `${formatCount(ok.length)} of ${countOf(exchanges.length, "exchange")} answered ok`;
		if (reaches(ok.length)) return finding("pass", `${because}, ${shareOf(ok.length, exchanges.length)}`, ok);
		// Even if all that still wait are answered.
		if (!reaches(ok.length + waiting.length)) {
			return finding("fail", `${because}, ${shareOf(ok.length, exchanges.length)}`, others);
		}
		const still = `${formatCount(waiting.length)} still ${waiting.length === 1 ? "waits" : "wait"}`;
		return finding("unknown", `${because}, and ${still}`, waiting);
	},
};

/** Rounded down: 99.99 % is never told as 100 %. */
function shareOf(count: number, all: number): string {
	return percent(Math.floor((count / all) * 10_000) * 100);
}

function percent(share: PartsPerMillion): string {
	return `${share / 10_000}%`;
}

function finding(verdict: Finding["verdict"], because: string, deciding: readonly ExchangeReport[]): Finding {
	const events = deciding.slice(0, PROOFS).map(({ settledSeq, begunSeq }) => settledSeq ?? begunSeq);
	return {
		verdict,
		because,
		events: events.sort((a, b) => a - b),
		exchanges: deciding.map(({ exchange }) => exchange),
	};
}
