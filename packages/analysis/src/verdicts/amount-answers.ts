import { type AmountLog, amountLogOf } from "../amounts/amount-log.ts";
import { type AmountAnswer, amountAnswers } from "../amounts/read-moments.ts";
import type { ExchangeReport } from "../exchange-report.ts";
import { type ExchangeFinding, judgeEach, undecided } from "./each-exchange.ts";
import type { Evidence, Finding } from "./verdict.ts";

/** What an answer may not be older than. */
export interface Bound {
	/** The change that has to be in it, by its event. */
	readonly changeSeq: number;
	/** Further events that prove it. */
	readonly events: readonly number[];
	/** To follow `before` and `after`. */
	readonly words: string;
}

/** Judges the answers that have a bound; where none has, `nothing` says why it can't be decided. */
export function judgeAnswers(
	names: readonly string[],
	{ trace, exchanges }: Evidence,
	boundsOf: (all: readonly AmountAnswer[], log: AmountLog) => (answer: AmountAnswer) => Bound | undefined,
	words: { readonly passed: string; readonly nothing: string },
): Finding {
	const log = amountLogOf(trace);
	const all = amountAnswers(trace, exchanges, log, names);
	const boundOf = boundsOf(all, log);
	const findings = new Map<ExchangeReport, ExchangeFinding[]>();
	for (const answer of all) {
		const { belief } = answer.report.outcome;
		const bound = belief === "ok" || belief === "waiting" ? boundOf(answer) : undefined;
		if (bound === undefined) continue;
		findings.set(answer.report, [...(findings.get(answer.report) ?? []), judge(answer, bound)]);
	}
	if (findings.size === 0) return undecided(words.nothing);
	return judgeEach([...findings.keys()], (report) => worstOf(findings.get(report) ?? []), words.passed);
}

function judge({ report, name, readSeq }: AmountAnswer, { changeSeq, events, words }: Bound): ExchangeFinding {
	if (report.settledSeq === undefined)
		return {
			verdict: "unknown",
			because: `was still waiting for ${name} when the run ended`,
			events: [report.begunSeq],
		};
	if (readSeq === undefined) {
		const because = `got ${name}, and the trace doesn't say when that was read`;
		return { verdict: "unknown", because, events: [report.settledSeq] };
	}
	const proof = [...new Set([...events, changeSeq, readSeq, report.settledSeq])].sort((a, b) => a - b);
	if (readSeq >= changeSeq) return { verdict: "pass", because: `got ${name} as it was after ${words}`, events: proof };
	return { verdict: "fail", because: `got ${name} as it was before ${words}`, events: proof };
}

function worstOf(findings: readonly ExchangeFinding[]): ExchangeFinding {
	const order = ["fail", "unknown", "pass"];
	const [worst] = findings.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
	return worst ?? { verdict: "unknown", because: "says nothing", events: [] };
}
