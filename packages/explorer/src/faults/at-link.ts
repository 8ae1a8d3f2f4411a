import type { LinkWay, Nanoseconds } from "@roundtrip/model";
import { type MessagePoint, placeOf } from "../points.ts";
import type { Pruning } from "../pruning.ts";
import { NEXT_NS } from "./at-moment.ts";
import type { Candidate, OpenRun } from "./explorable-fault.ts";

/** One candidate for each message of a run: its link is cut just after it has left, for as long as a node that died is down. */
export function atLinks(kind: string, run: OpenRun, way: LinkWay): readonly Candidate[] {
	const cuts = new Set<string>();
	return run.points.messages.map((message): Candidate => {
		const { link, message: name, sentSeq: after } = message;
		const at = run.trace.at(after) + NEXT_NS;
		const until = at + run.restartAfterNs;
		const point = `${link} from ${name}`;
		const named = { point, place: placeOf(point), after };
		const pruned = whyNot(run, message, cuts, at, until);
		if (pruned !== undefined) return { ...named, pruned };
		cuts.add(`${link} ${at}`);
		return { strike: { kind, ...named, fault: { partition: link, at, until, way } } };
	});
}

function whyNot(
	{ scenario }: OpenRun,
	{ link }: MessagePoint,
	cuts: ReadonlySet<string>,
	at: Nanoseconds,
	until: Nanoseconds,
): Pruning | undefined {
	if (scenario.links[link]?.detail === "messages") return "no-packets";
	if (cuts.has(`${link} ${at}`)) return "same-cut";
	const isCut = scenario.faults.some(
		(each) => "partition" in each && each.partition === link && each.at <= until && at <= (each.until ?? until),
	);
	return isCut ? "cut-already" : undefined;
}
