import type { ExchangeReport } from "@roundtrip/analysis";
import type { Belief } from "@roundtrip/model";
import { countUpTo } from "../time/count-up-to.ts";

/** How many exchanges of one client have ended, by what it believes of them. */
export type SettledCounts = Readonly<Record<Belief, number>>;

/** Counts what clients believe, at any event. */
export interface BeliefCounter {
	/** After the event at `seq`. */
	at(client: string, seq: number): SettledCounts;
}

const NONE: SettledCounts = { ok: 0, failed: 0, unknown: 0 };

/** Keeps the running counts of each client, so that a look costs the logarithm of its exchanges. */
export function createBeliefCounter(exchanges: readonly ExchangeReport[]): BeliefCounter {
	const settled = exchanges.flatMap(({ client, settledSeq, outcome: { belief } }) =>
		settledSeq === undefined || belief === "waiting" ? [] : [{ client, seq: settledSeq, belief }],
	);
	settled.sort((a, b) => a.seq - b.seq);
	const byClient = new Map<string, { readonly seqs: number[]; readonly counts: SettledCounts[] }>();
	for (const { client, seq, belief } of settled) {
		const known = byClient.get(client) ?? { seqs: [], counts: [] };
		byClient.set(client, known);
		const before = known.counts.at(-1) ?? NONE;
		known.seqs.push(seq);
		known.counts.push({ ...before, [belief]: before[belief] + 1 });
	}
	return {
		at(client, seq) {
			const known = byClient.get(client);
			return known?.counts[countUpTo(known.seqs, seq) - 1] ?? NONE;
		},
	};
}
