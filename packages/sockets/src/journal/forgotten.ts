import { plannedCrashes } from "@roundtrip/behaviour";
import type { Moment, MomentOf } from "./moments.ts";
import type { RunRecord } from "./run-record.ts";

/** What databases have told of and don't have any more. */
export interface Forgetting {
	readonly commits: ReadonlySet<Moment>;
	readonly moments: readonly MomentOf<"forgotten">[];
}

/**
 * The commits that a replica which took over never had: told before the death, and without a row in the file. They are gone
 * when it takes its place.
 */
export function forgottenCommits({ scenario, effects }: RunRecord, told: readonly Moment[]): Forgetting {
	const commits = new Set<Moment>();
	const moments: MomentOf<"forgotten">[] = [];
	for (const { node, fault, atNs, losesSinceNs } of plannedCrashes(scenario)) {
		if (losesSinceNs === undefined) continue;
		const rows = new Set((effects.get(node) ?? []).map(({ call, effect }) => `${call} ${effect}`));
		const crashed = told.find((each) => each.kind === "restarted" && each.node === node && each.data.fault === fault);
		const at = crashed?.at ?? atNs;
		for (const each of told) {
			if (each.kind !== "committed" || each.node !== node || each.at > at || commits.has(each)) continue;
			const { exchange, attempt, call, data } = each;
			if (rows.has(`${call} ${data.effect}`)) continue;
			commits.add(each);
			moments.push({ node, at, kind: "forgotten", exchange, attempt, call, data: { effect: data.effect, fault } });
		}
	}
	return { commits, moments };
}
