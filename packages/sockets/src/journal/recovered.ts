import type { CallId } from "@roundtrip/model";
import type { EffectRow } from "../stores/effects-store.ts";
import type { Deaths } from "./deaths.ts";
import { ofCall } from "./entry.ts";
import type { Moment, MomentOf } from "./moments.ts";
import type { RunRecord } from "./run-record.ts";

const nameOf = ({ call, effect }: EffectRow): string => `${call} ${effect}`;

/**
 * The file of a database has the last word on what was made lasting: a row whose commit could not be told any more, because
 * the process was killed first, was committed before the crash. A commit without its row would be a fault of ours.
 *
 * @param lost commits whose rows are gone because a replica took over
 */
export function recoveredCommits(
	record: RunRecord,
	told: readonly Moment[],
	deaths: Deaths,
	lost: ReadonlySet<Moment>,
): readonly Moment[] {
	return [...record.effects].flatMap(([node, rows]) => {
		const commits = told.filter((moment) => moment.kind === "committed" && moment.node === node && !lost.has(moment));
		const untold = new Map<string, number>();
		for (const row of rows) untold.set(nameOf(row), (untold.get(nameOf(row)) ?? 0) + 1);
		for (const { call, data } of commits as readonly MomentOf<"committed">[]) {
			const name = nameOf({ call, effect: data.effect });
			const left = (untold.get(name) ?? 0) - 1;
			if (left < 0) throw new Error(`${node} has told of a commit for ${call} that is not in its file`);
			untold.set(name, left);
		}
		return rows.filter((row) => (untold.get(nameOf(row)) ?? 0) > 0).map((row) => recovered(node, row, told, deaths));
	});
}

function recovered(node: string, { call, effect }: EffectRow, told: readonly Moment[], deaths: Deaths): Moment {
	const crash = deaths.from(node, startOf(node, call, told));
	if (crash === undefined) throw new Error(`${node} has a row for ${call} that it never told of, and did not crash`);
	return { ...ofCall(call), at: crash.at, node, kind: "committed", data: { effect, recovered: true } };
}

function startOf(node: string, call: CallId, told: readonly Moment[]): number {
	return told.find((moment) => moment.kind === "started" && moment.node === node && moment.call === call)?.at ?? 0;
}
