import type { Explored } from "./explored.ts";
import { addPruned, type Pruned } from "./pruning.ts";

/** What was tried of one kind of fault, over schedules of any number of faults. */
export interface KindCoverage {
	readonly kind: string;
	/** Schedules whose last fault is of this kind. */
	readonly tried: number;
	readonly pruned: Pruned;
	/** Left over by a limit, or by cancelling; those that would have followed from them aren't known. */
	readonly leftOver: number;
}

export interface Coverage {
	/** Points of the run without added faults: messages, and moments of nodes. */
	readonly messages: number;
	readonly moments: number;
	readonly kinds: readonly KindCoverage[];
}

export function coverageOf(
	explored: readonly Explored[],
	leftOver: ReadonlyMap<string, number>,
	kinds: readonly string[],
	points: Pick<Coverage, "messages" | "moments">,
): Coverage {
	const tried = new Map<string, number>();
	const pruned = new Map<string, Pruned>();
	for (const { schedule, played } of explored) {
		const kind = schedule.at(-1)?.kind;
		if (kind !== undefined) tried.set(kind, (tried.get(kind) ?? 0) + 1);
		for (const [name, counts] of Object.entries(played.extensions?.pruned ?? {})) {
			pruned.set(name, addPruned(pruned.get(name) ?? {}, counts));
		}
	}
	return {
		...points,
		kinds: kinds.map((kind) => ({
			kind,
			tried: tried.get(kind) ?? 0,
			pruned: pruned.get(kind) ?? {},
			leftOver: leftOver.get(kind) ?? 0,
		})),
	};
}
