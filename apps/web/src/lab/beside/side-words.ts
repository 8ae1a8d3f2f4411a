import type { ExchangeReport } from "@roundtrip/analysis";
import type { Run } from "../run.ts";

const BELIEFS: Readonly<Record<ExchangeReport["outcome"]["belief"], string>> = {
	ok: "believes that it worked",
	failed: "believes that it failed",
	unknown: "can't know",
	waiting: "still waits",
};

/** What a run came to, in one sentence: what is true, and what its clients believe of it. */
export function sideSentence({ exchanges }: Run): string {
	if (exchanges.length === 0) return "no client asks for anything";
	return [...effectWords(exchanges), beliefWords(exchanges)].join(", and ");
}

/** `transfer happens twice`; of many exchanges how many it happened for, and how often. */
function effectWords(exchanges: readonly ExchangeReport[]): readonly string[] {
	const byEffect = new Map<string, number[]>();
	for (const { effects } of exchanges) {
		for (const { effect, wanted, applied } of effects) {
			if (wanted === 0 && applied === 0) continue;
			// What is wanted three times and done three times is done once each.
			const times = applied > wanted ? 2 : applied < wanted ? 0 : 1;
			const counts = byEffect.get(effect) ?? [];
			counts.push(exchanges.length === 1 ? applied : times);
			byEffect.set(effect, counts);
		}
	}
	return [...byEffect].map(([effect, counts]) => {
		if (exchanges.length === 1) return `${effect} happens ${timesWord(counts[0] ?? 0)}`;
		const number = (times: number): number => counts.filter((each) => each === times).length;
		const parts = [
			...(number(1) > 0 ? [`once for ${number(1)}`] : []),
			...(number(2) > 0 ? [`too often for ${number(2)}`] : []),
			...(number(0) > 0 ? [`not at all or too seldom for ${number(0)}`] : []),
		];
		return `${effect} happens ${number(1) === counts.length ? `once for each of ${counts.length}` : parts.join(", ")}`;
	});
}

function timesWord(times: number): string {
	return ["never", "once", "twice"][times] ?? `${times} times`;
}

function beliefWords(exchanges: readonly ExchangeReport[]): string {
	const [first] = exchanges;
	if (exchanges.length === 1 && first !== undefined) return `the ${first.client} ${BELIEFS[first.outcome.belief]}`;
	const counts = new Map<string, number>();
	for (const { outcome } of exchanges) {
		const words = BELIEFS_OF_MANY[outcome.belief];
		counts.set(words, (counts.get(words) ?? 0) + 1);
	}
	return `of ${exchanges.length} exchanges ${[...counts].map(([words, count]) => `${count} ${words}`).join(", ")}`;
}

const BELIEFS_OF_MANY: typeof BELIEFS = {
	ok: "are believed to have worked",
	failed: "are believed to have failed",
	unknown: "can't be known",
	waiting: "are still waited for",
};

/** How bad the worst of a run is: something is false or happened too often, or can't be known, or all is well. */
export function sideJudgement({ outcomes, exchanges }: Run): "right" | "wrong" | "open" {
	const judgements = new Set(outcomes.cells.filter(({ count }) => count > 0).map(({ judgement }) => judgement));
	if (judgements.has("wrong")) return "wrong";
	const isOpen = exchanges.some(({ outcome: { belief } }) => belief === "unknown" || belief === "waiting");
	return judgements.has("open") || isOpen ? "open" : "right";
}

export function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
