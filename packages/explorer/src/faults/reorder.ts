import { NS_PER_S } from "@roundtrip/model";
import type { MessagePoint } from "../points.ts";
import { isUnheard } from "./arrival.ts";
import { atMessage } from "./at-message.ts";
import type { ExplorableFault, OpenRun } from "./explorable-fault.ts";

/** So long a message waits to be overtaken, as where a scenario doesn't say. */
const WITHIN_NS = NS_PER_S;

/** Every message, overtaken by the next of its direction on its link. */
export const reorder: ExplorableFault = {
	name: "reorder",
	what: "a message is overtaken by the next",
	candidates: (run) => {
		const { messages } = run.points;
		const points = { ...run.points, messages: messages.filter(({ isItem }) => !isItem) };
		return atMessage("reorder", { ...run, points }, (message) => {
			if (isUnheard(message, run)) return "not-arriving";
			if (!mayBeOvertaken(message, run)) return "not-overtaken";
			return { reorder: message.message, within: WITHIN_NS, nth: 1 };
		});
	},
};

/** Whether another leaves in its direction while it would wait, as far as the run tells in which it doesn't. */
function mayBeOvertaken({ message, link, direction, sentSeq }: MessagePoint, { points, trace }: OpenRun): boolean {
	const untilNs = trace.at(sentSeq) + WITHIN_NS;
	return points.messages.some(
		(other) =>
			other.message !== message &&
			other.link === link &&
			other.direction === direction &&
			other.sentSeq > sentSeq &&
			other.lost === undefined &&
			trace.at(other.sentSeq) < untilNs,
	);
}
