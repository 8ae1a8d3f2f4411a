import { plannedCrashes } from "@roundtrip/behaviour";
import type { LostCommit } from "../links/caller.ts";
import type { World } from "../world.ts";

/** What a database has committed, with how to undo it: for a failover to a replica that is behind. */
export interface CommitLog {
	/** An effect was committed now, by this event. */
	add(commit: LostCommit): void;
	/** The last commit has changed something else, which is undone so. */
	onUndo(undo: () => void): void;
	/** Undoes what was committed after a time, the latest first; gives the effects that are gone, the earliest first. */
	undoSince(timeNs: number): readonly LostCommit[];
}

interface Entry {
	readonly atNs: number;
	readonly commit: LostCommit | undefined;
	readonly undo: (() => void) | undefined;
}

/** Makes it; undefined where nothing that a database has committed is ever lost, so that nothing has to be kept. */
export type CreateCommitLog = (world: World, database: string) => CommitLog | undefined;

export function createCommitLog({ scenario, kernel }: World, database: string): CommitLog | undefined {
	const isLossy = plannedCrashes(scenario).some((each) => each.node === database && each.losesSinceNs !== undefined);
	if (!isLossy) return undefined;
	const entries: Entry[] = [];
	return {
		add(commit) {
			entries.push({ atNs: kernel.now, commit, undo: undefined });
		},
		onUndo(undo) {
			entries.push({ atNs: kernel.now, commit: undefined, undo });
		},
		undoSince(timeNs) {
			const from = entries.findIndex(({ atNs }) => atNs > timeNs);
			if (from < 0) return [];
			const lost = entries.splice(from);
			for (const { undo } of lost.toReversed()) undo?.();
			return lost.flatMap(({ commit }) => (commit === undefined ? [] : [commit]));
		},
	};
}
