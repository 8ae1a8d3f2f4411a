import type { Trace } from "@roundtrip/model";
import { explorableFaults } from "./faults/registry.ts";
import { pointsOf } from "./points.ts";
import type { Pruned, Pruning } from "./pruning.ts";
import { isLater, type Schedule, type Strike } from "./schedule.ts";
import type { Work } from "./work.ts";

/** What could strike in a run beside what has. */
export interface Extensions {
	readonly strikes: readonly Strike[];
	/** How many points the run has. */
	readonly points: { readonly messages: number; readonly moments: number };
	/** By kind of fault. */
	readonly pruned: Readonly<Record<string, Pruned>>;
}

/**
 * What could strike next in the run of a schedule: only what strikes later than all that has. What strikes earlier is the
 * same set of faults, begun with another one.
 */
export function extensionsOf(
	trace: Trace,
	schedule: Schedule,
	{ kinds, faults, restartAfterNs }: Omit<Work, "scenario" | "seed">,
): Extensions {
	const points = pointsOf(trace);
	const isLast = schedule.length + 1 >= faults;
	const run = { trace, scenario: trace.header.scenario, points, kinds, isLast, restartAfterNs };
	const last = schedule.at(-1);
	const strikes: Strike[] = [];
	const pruned: Record<string, Pruned> = {};
	for (const { name, candidates } of explorableFaults) {
		if (!kinds.includes(name)) continue;
		const counts: Partial<Record<Pruning, number>> = {};
		for (const candidate of candidates(run)) {
			const reason = "strike" in candidate ? orderOf(candidate.strike, last, kinds) : candidate.pruned;
			if (reason !== undefined) counts[reason] = (counts[reason] ?? 0) + 1;
			else if ("strike" in candidate) strikes.push(candidate.strike);
		}
		pruned[name] = counts;
	}
	strikes.sort((a, b) => (isLater(a, b, kinds) ? 1 : -1));
	return { strikes, points: { messages: points.messages.length, moments: points.moments.length }, pruned };
}

function orderOf(strike: Strike, last: Strike | undefined, kinds: readonly string[]): Pruning | undefined {
	return last === undefined || isLater(strike, last, kinds) ? undefined : "another-order";
}
