import type { CrashFault, Fault, Nanoseconds, TimedCrash } from "@roundtrip/model";
import { type MomentPoint, placeOf } from "../points.ts";
import type { Pruning } from "../pruning.ts";
import type { Candidate, OpenRun } from "./explorable-fault.ts";

/** So long after the moment a fault strikes: what the node has done is done, and nothing else has happened. */
export const NEXT_NS = 1;

/** The death of a node just after each of its deeds, and its return. */
export function atMoments(kind: string, run: OpenRun, silent: boolean): readonly Candidate[] {
	return strikesAtMoments(kind, run, ({ node, atNs }) => {
		const at = atNs + NEXT_NS;
		const fault: TimedCrash = { crash: node, at, "restart-at": at + run.restartAfterNs, silent };
		return mayBeDown(run, node, at, at + run.restartAfterNs) ? "down-already" : fault;
	});
}

/** One candidate for each moment of a node's life. */
export function strikesAtMoments(
	kind: string,
	run: OpenRun,
	strike: (moment: MomentPoint) => Fault | Pruning,
): readonly Candidate[] {
	return run.points.moments.flatMap((moment) => {
		const others = moment.others.map((done): Candidate => ({ ...named(moment, done), pruned: "same-instant" }));
		const fault = moment.lastSeq === run.trace.length - 1 ? "nothing-follows" : strike(moment);
		const name = named(moment, moment.done);
		return [typeof fault === "string" ? { ...name, pruned: fault } : { strike: { kind, ...name, fault } }, ...others];
	});
}

function named(
	{ node, lastSeq: after }: MomentPoint,
	done: string,
): {
	readonly point: string;
	readonly place: string;
	readonly after: number;
} {
	const point = `${node} after ${done}`;
	return { point, place: placeOf(point), after };
}

/** Whether another fault takes a node away, or lets it stand still, within a time. */
export function mayBeDown({ scenario }: OpenRun, node: string, fromNs: Nanoseconds, toNs: Nanoseconds): boolean {
	return scenario.faults.some((each) => {
		if ("pause" in each) return each.pause === node && each.at <= toNs && fromNs <= each.at + each.for;
		if ("failover" in each) {
			return each.failover === node && each.at <= toNs && fromNs <= each.at + each.takes;
		}
		// When it runs out of memory depends on the run.
		if ("exhaust" in each) return each.exhaust === node;
		return "crash" in each && each.crash === node && overlaps(each, fromNs, toNs);
	});
}

/** A death at a point of a node's work leaves no room for anything at a time: a scenario has one of the two. */
function overlaps(one: CrashFault, fromNs: Nanoseconds, toNs: Nanoseconds): boolean {
	return !("at" in one) || (one.at <= toNs && fromNs <= (one["restart-at"] ?? Number.POSITIVE_INFINITY));
}
