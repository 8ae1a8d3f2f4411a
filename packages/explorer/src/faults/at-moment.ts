import type { CrashFault, TimedCrash } from "@roundtrip/model";
import { type MomentPoint, placeOf } from "../points.ts";
import type { Pruning } from "../pruning.ts";
import type { Candidate, OpenRun } from "./explorable-fault.ts";

/** So long after the moment a node dies: what it has done is done, and nothing else has happened. */
const JUST_AFTER_NS = 1;

/** The death of a node just after each of its deeds, and its return. */
export function atMoments(kind: string, run: OpenRun, silent: boolean): readonly Candidate[] {
	return run.points.moments.flatMap((moment) => {
		const others = moment.others.map((done): Candidate => ({ ...named(moment, done), pruned: "same-instant" }));
		const at = moment.atNs + JUST_AFTER_NS;
		const fault: TimedCrash = { crash: moment.node, at, "restart-at": at + run.restartAfterNs, silent };
		const pruned = reasonAgainst(fault, moment, run);
		const name = named(moment, moment.done);
		return [pruned === undefined ? { strike: { kind, ...name, fault } } : { ...name, pruned }, ...others];
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

function reasonAgainst(fault: TimedCrash, { lastSeq }: MomentPoint, { trace, scenario }: OpenRun): Pruning | undefined {
	if (lastSeq === trace.length - 1) return "nothing-follows";
	const isDown = scenario.faults.some((each) => {
		if ("crash" in each) return each.crash === fault.crash && overlap(each, fault);
		if (!("failover" in each) || each.failover !== fault.crash) return false;
		return overlap({ crash: fault.crash, at: each.at, "restart-at": each.at + each.takes, silent: false }, fault);
	});
	return isDown ? "down-already" : undefined;
}

/** A death at a point of a node's work leaves no room for one at a time: a scenario has one of the two. */
function overlap(one: CrashFault, other: TimedCrash): boolean {
	const end = (each: TimedCrash): number => each["restart-at"] ?? Number.POSITIVE_INFINITY;
	return !("at" in one) || (one.at <= end(other) && other.at <= end(one));
}
