import type { CriticalPath, CriticalStep, CriticalWhat, RoundTrip, RoundTripReason } from "@roundtrip/analysis";
import type { Nanoseconds } from "@roundtrip/model";

/** All steps of one kind on a critical path. */
export interface PathPart {
	readonly what: CriticalWhat;
	readonly timeNs: Nanoseconds;
	readonly steps: readonly CriticalStep[];
}

/** The parts of a path, in the order in which each first occurs. */
export function partsOf({ steps }: CriticalPath): readonly PathPart[] {
	const parts = new Map<CriticalWhat, CriticalStep[]>();
	for (const step of steps) {
		const known = parts.get(step.what);
		if (known) known.push(step);
		else parts.set(step.what, [step]);
	}
	return [...parts].map(([what, own]) => ({
		what,
		steps: own,
		timeNs: own.reduce((sum, { startAt, endAt }) => sum + endAt - startAt, 0),
	}));
}

/** Neighbours on the bar that are too thin to be seen by themselves are one. */
export function barSteps({ steps, startAt, endAt }: CriticalPath, most: number): readonly CriticalStep[] {
	const thinnestNs = (endAt - startAt) / most;
	const shown: CriticalStep[] = [];
	for (const step of steps) {
		const last = shown.at(-1);
		const isThin = last !== undefined && last.endAt - last.startAt < thinnestNs;
		if (last && (isThin || step.endAt - step.startAt < thinnestNs) && shown.length >= most / 2) {
			const longer = last.endAt - last.startAt >= step.endAt - step.startAt ? last : step;
			shown[shown.length - 1] = { ...longer, startAt: last.startAt, startSeq: last.startSeq, endAt: step.endAt };
		} else shown.push(step);
	}
	return shown;
}

/** How many round-trips were needed for one reason, and how long they took. */
export interface ReasonCount {
	readonly reason: RoundTripReason;
	readonly count: number;
	readonly timeNs: Nanoseconds;
	/** Some of the time is a number times the link's own. */
	readonly isEstimate: boolean;
}

/** Round-trips by reason, the longest first. */
export function byReason(trips: readonly RoundTrip[]): readonly ReasonCount[] {
	const counts = new Map<RoundTripReason, ReasonCount>();
	for (const { reason, count, timeNs = 0, isEstimate } of trips) {
		const known = counts.get(reason);
		counts.set(reason, {
			reason,
			count: (known?.count ?? 0) + count,
			timeNs: (known?.timeNs ?? 0) + timeNs,
			isEstimate: isEstimate || known?.isEstimate === true,
		});
	}
	return [...counts.values()].toSorted((a, b) => b.timeNs - a.timeNs);
}
