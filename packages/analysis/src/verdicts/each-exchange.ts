import type { ExchangeReport } from "../exchange-report.ts";
import { countOf, formatCount } from "../format.ts";
import type { Finding } from "./verdict.ts";

/** What one exchange says about an expectation that every exchange must meet. */
export interface ExchangeFinding {
	readonly verdict: Finding["verdict"];
	/** What happened to it, to follow `exchange 3`: `was answered after 1.2 s`. */
	readonly because: string;
	readonly events: readonly number[];
}

/** Exchanges whose events are named as proof; more would not be read. */
const PROOFS = 100;

/**
 * One exchange that fails fails the whole; short of that, one that can't be decided leaves it unknown.
 * `passed` says in words what holds when every exchange passes.
 */
export function judgeEach(
	exchanges: readonly ExchangeReport[],
	judge: (exchange: ExchangeReport) => ExchangeFinding,
	passed: string,
): Finding {
	if (exchanges.length === 0) return undecided("the run has no exchange that this could be said of");
	const found = exchanges.map((report) => {
		const { verdict, because, events } = judge(report);
		return { exchange: report.exchange, verdict, because, events };
	});
	const verdict = (["fail", "unknown"] as const).find((each) => found.some((one) => one.verdict === each)) ?? "pass";
	const deciding = found.filter((each) => each.verdict === verdict);
	const first = deciding[0];
	const sentence = first === undefined ? "" : `exchange ${first.exchange} ${first.because}`;
	return {
		verdict,
		because: reason(verdict, deciding.length, found.length, sentence, passed),
		events: deciding
			.slice(0, PROOFS)
			.flatMap(({ events }) => events)
			.sort((a, b) => a - b),
		exchanges: deciding.map(({ exchange }) => exchange),
	};
}

/** A verdict that nothing in the run decides. */
export function undecided(because: string): Finding {
	return { verdict: "unknown", because, events: [], exchanges: [] };
}

function reason(verdict: Finding["verdict"], deciding: number, all: number, sentence: string, passed: string): string {
	if (deciding === 1 && (all === 1 || verdict !== "pass")) return sentence;
	if (verdict === "pass") return `${passed}, in all ${countOf(all, "exchange")}`;
	const share = `${formatCount(deciding)} of ${countOf(all, "exchange")}`;
	return verdict === "fail"
		? `${share} failed it; the first: ${sentence}`
		: `${share} can't be decided; the first: ${sentence}`;
}
