import { type Fault, struckMessage } from "@roundtrip/model";
import { type MessagePoint, placeOf } from "../points.ts";
import type { Pruning } from "../pruning.ts";
import type { Candidate, OpenRun } from "./explorable-fault.ts";

/** One candidate for each message of a run; one that a fault has struck can't be struck by another. */
export function atMessage(
	kind: string,
	{ points, scenario }: OpenRun,
	strike: (message: MessagePoint) => Fault | Pruning,
): readonly Candidate[] {
	return points.messages.map((message): Candidate => {
		const { message: point, sentSeq: after } = message;
		const place = placeOf(point);
		const isStruck = message.isDelayed || message.lost?.why === "fault" || isNamed(scenario.faults, point);
		const fault = isStruck ? "struck-already" : strike(message);
		if (typeof fault === "string") return { point, place, after, pruned: fault };
		return { strike: { kind, point, place, after, fault } };
	});
}

function isNamed(faults: readonly Fault[], message: string): boolean {
	return faults.some((fault) => struckMessage(fault) === message);
}
