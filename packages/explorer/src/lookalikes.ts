import type { Explored } from "./explored.ts";
import type { Glance } from "./glances.ts";
import type { Strike } from "./schedule.ts";

/** What was true while a client waited, and which fault made it so. */
export interface HiddenTruth extends Pick<Glance, "applied" | "isUp" | "isUnderWay"> {
	readonly strike: Strike;
}

/** Runs in which a client has seen exactly the same until it gave up waiting, and different things were true. */
export interface Lookalikes {
	readonly exchange: number;
	readonly truths: readonly HiddenTruth[];
}

/** All schedules of one fault by what clients saw: those that can't be told apart although they should be. */
export function lookalikesOf(explored: readonly Explored[]): readonly Lookalikes[] {
	const groups = new Map<string, { readonly exchange: number; readonly truths: HiddenTruth[] }>();
	for (const { schedule, played } of explored) {
		const [strike] = schedule;
		if (strike === undefined) continue;
		for (const { exchange, seen, applied, isUp, isUnderWay } of played.glances ?? []) {
			const key = `${exchange} ${seen}`;
			const group = groups.get(key) ?? { exchange, truths: [] };
			group.truths.push({ strike, applied, isUp, isUnderWay });
			groups.set(key, group);
		}
	}
	return [...groups.values()].filter(({ truths }) => new Set(truths.map(truthOf)).size > 1);
}

function truthOf({ applied, isUp, isUnderWay }: HiddenTruth): string {
	return `${applied} ${isUp} ${isUnderWay}`;
}
