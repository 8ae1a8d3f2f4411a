import type { Outcome, Trace } from "@roundtrip/model";
import type { ExchangeReport } from "./exchange-report.ts";
import { exchangesOf } from "./exchanges.ts";
import { countOf } from "./format.ts";

/** How often it happened, as the table counts it: 2 stands for twice or more. */
export type TimesApplied = 0 | 1 | 2;

/** `right`: the client knows what is true. `wrong`: it doesn't, or it happened too often. `open`: it can't say. */
export type Judgement = "right" | "wrong" | "open";

/** What a client believes beside what is true. */
export interface OutcomeCell {
	readonly belief: Outcome["belief"];
	readonly applied: TimesApplied;
	/** `the client believes that it failed, yet it happened once` */
	readonly sentence: string;
	readonly judgement: Judgement;
	/** The exchanges of the cell, by number. */
	readonly exchanges: readonly number[];
	readonly count: number;
}

/** All exchanges of a run by belief and truth. */
export interface OutcomeTable {
	/** Twelve cells, belief by belief: of exchanges that ask for an effect. */
	readonly cells: readonly OutcomeCell[];
	/** Of exchanges that ask for none, such as a GET: there is only what the client believes. */
	readonly withoutEffect: Readonly<Record<Outcome["belief"], number>>;
	readonly exchanges: number;
}

export const BELIEFS: readonly Outcome["belief"][] = ["ok", "failed", "unknown", "waiting"];

const TIMES: readonly TimesApplied[] = [0, 1, 2];

/** What a client believes, to follow its name. */
export const BELIEFS_IN_SHORT: Readonly<Record<Outcome["belief"], string>> = {
	ok: "believes that it worked",
	failed: "believes that it failed",
	unknown: "doesn't know whether it happened",
	waiting: "still waits at the end",
};

type Cells<Value> = Readonly<Record<Outcome["belief"], readonly [Value, Value, Value]>>;

const SENTENCES: Cells<string> = {
	ok: [
		"the client believes that it worked, yet it never happened",
		"the client believes that it worked, and it happened once",
		"the client believes that it worked, and it happened more than once",
	],
	failed: [
		"the client believes that it failed, and it never happened",
		"the client believes that it failed, yet it happened once",
		"the client believes that it failed, yet it happened more than once",
	],
	unknown: [
		"the client doesn't know whether it happened, and it never did",
		"the client doesn't know whether it happened, and it happened once",
		"the client doesn't know whether it happened, and it happened more than once",
	],
	waiting: [
		"the client was still waiting when the run ended, and it had not happened",
		"the client was still waiting when the run ended, and it had happened once",
		"the client was still waiting when the run ended, and it had happened more than once",
	],
};

const JUDGEMENTS: Cells<Judgement> = {
	ok: ["wrong", "right", "wrong"],
	failed: ["right", "wrong", "wrong"],
	unknown: ["open", "open", "wrong"],
	waiting: ["open", "open", "wrong"],
};

/** Counts the exchanges of a run by what their client believes and what is true. */
export function outcomesOf(trace: Trace): OutcomeTable {
	return outcomesIn(exchangesOf(trace));
}

export function outcomesIn(exchanges: readonly ExchangeReport[]): OutcomeTable {
	const found = new Map<string, number[]>();
	const withoutEffect = { ok: 0, failed: 0, unknown: 0, waiting: 0 };
	for (const { exchange, outcome } of exchanges) {
		if (!outcome.wantsEffect) {
			withoutEffect[outcome.belief] += 1;
			continue;
		}
		const key = `${outcome.belief} ${column(outcome.applied)}`;
		const numbers = found.get(key);
		if (numbers) numbers.push(exchange);
		else found.set(key, [exchange]);
	}
	const cells = BELIEFS.flatMap((belief) =>
		TIMES.map((applied): OutcomeCell => {
			const numbers = found.get(`${belief} ${applied}`) ?? [];
			return {
				belief,
				applied,
				sentence: SENTENCES[belief][applied],
				judgement: JUDGEMENTS[belief][applied],
				exchanges: numbers,
				count: numbers.length,
			};
		}),
	);
	return { cells, withoutEffect, exchanges: exchanges.length };
}

/** One exchange's outcome in words. */
export function outcomeSentence(outcome: Outcome): string {
	if (outcome.wantsEffect) {
		const sentence = SENTENCES[outcome.belief][column(outcome.applied)];
		return outcome.applied > 2 ? sentence.replace("more than once", countOf(outcome.applied, "time")) : sentence;
	}
	return WITHOUT_EFFECT[outcome.belief];
}

const WITHOUT_EFFECT: Readonly<Record<Outcome["belief"], string>> = {
	ok: "the client has its answer",
	failed: "the client knows that it failed",
	unknown: "the client has no answer",
	waiting: "the client was still waiting when the run ended",
};

function column(applied: number): TimesApplied {
	return applied >= 2 ? 2 : applied === 1 ? 1 : 0;
}
