import type { CrashEntry, RunRecord } from "./run-record.ts";

/** The deaths of nodes, each at a time when the node had really stopped. */
export interface Deaths {
	readonly moments: readonly CrashEntry[];
	/** The first death of a node at a time or after it. */
	from(node: string, timeNs: number): CrashEntry | undefined;
	/** The last death of a node at a time or before it. */
	until(node: string, timeNs: number): CrashEntry | undefined;
}

/**
 * A signal takes a moment to strike, and on another processor the node may still have done something: then it died right
 * after that.
 */
export function deathsOf({ lives, crashes }: RunRecord): Deaths {
	const moments = [...crashes]
		.sort((a, b) => a.at - b.at)
		.map((crash, index, all) => {
			const nth = all.slice(0, index).filter((earlier) => earlier.node === crash.node).length;
			const life = lives.filter((each) => each.node === crash.node)[nth];
			const lastNs = (life?.entries ?? []).reduce((latest, entry) => Math.max(latest, entry.at), 0);
			return { ...crash, at: Math.max(crash.at, lastNs) };
		});
	return {
		moments,
		from: (node, timeNs) => moments.find((crash) => crash.node === node && crash.at >= timeNs),
		until: (node, timeNs) => moments.findLast((crash) => crash.node === node && crash.at <= timeNs),
	};
}
