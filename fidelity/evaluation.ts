import { whyNotModelled } from "./cases.ts";
import { type Comparison, compareWithoutLoss } from "./comparison.ts";
import { compareWithLoss, type LossComparison } from "./loss-comparison.ts";
import { isLossy, isMachine, type MeasuredCase } from "./measured.ts";
import { median, quantile, share } from "./statistics.ts";

/** All cases, compared: each is in one of the lists, and what was measured twice also in `again`. */
export interface Evaluation {
	readonly withoutLoss: readonly Comparison[];
	readonly withLoss: readonly LossComparison[];
	/** Cases of `withLoss` that were measured once more. */
	readonly again: readonly LossComparison[];
	/** What the machine's profile is derived from; not compared. */
	readonly machine: readonly MeasuredCase[];
	readonly notModelled: readonly { readonly id: string; readonly why: string }[];
}

export function evaluate(cases: readonly MeasuredCase[]): Evaluation {
	const played = cases.filter((it) => !isMachine(it) && whyNotModelled(it) === undefined);
	return {
		withoutLoss: played.filter((it) => !isLossy(it)).map(compareWithoutLoss),
		withLoss: played.filter(isLossy).map(compareWithLoss),
		again: played.flatMap((it) => (it.again === undefined ? [] : [compareWithLoss({ ...it, ...it.again })])),
		machine: cases.filter(isMachine),
		notModelled: cases.flatMap((it) => {
			const why = whyNotModelled(it);
			return why === undefined ? [] : [{ id: it.id, why }];
		}),
	};
}

/** What is said of several cases together; errors by size. */
export interface Summary {
	readonly cases: number;
	readonly within: number;
	readonly median: number;
	readonly high: number;
	readonly largest: number;
}

export function summarise(rows: readonly Comparison[]): Summary {
	const sizes = rows.map(({ error }) => Math.abs(error));
	return {
		cases: rows.length,
		within: share(rows.map((row) => row.withinBound)),
		median: median(sizes),
		high: quantile(sizes, 0.95),
		largest: Math.max(...sizes),
	};
}

/** The groups, in the order of the measurement. */
export function groupsOf(rows: readonly Comparison[]): ReadonlyMap<string, readonly Comparison[]> {
	const groups = new Map<string, Comparison[]>();
	for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
	return groups;
}
