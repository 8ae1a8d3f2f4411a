import type { Nanoseconds, Scenario } from "@roundtrip/model";
import type { MessagePoint } from "../points.ts";
import { closesBehindIt, isUnheard } from "./arrival.ts";
import { atMessage } from "./at-message.ts";
import type { ExplorableFault, OpenRun } from "./explorable-fault.ts";
import { clientsPatience } from "./patience.ts";

/** Every message, held up for so long that whoever waits for the answer gives up. */
export const delay: ExplorableFault = {
	name: "delay",
	what: "a message is held up past the timeout",
	candidates: (run) => {
		const patienceNs = clientsPatience(run.scenario);
		return atMessage("delay", run, (message) => {
			if (isUnheard(message, run)) return "not-arriving";
			const askerNs = patienceOf(run.scenario, message);
			const byNs = Math.min(askerNs, patienceNs);
			if (byNs === askerNs && isAsLost(message, run)) return "late-as-lost";
			return { delay: message.message, by: byNs, nth: 1 };
		});
	},
};

/**
 * Whether an answer that comes too late for its asker is the same as a lost one, which is tried. It isn't where the
 * answering process dies meanwhile: the reset would come behind the late answer, and at once where that is lost.
 */
function isAsLost(message: MessagePoint, run: OpenRun): boolean {
	const { direction, isItem, from } = message;
	if (direction === "request" || isItem || !closesBehindIt(message, run)) return false;
	const mayDie = run.scenario.faults.some(
		(fault) => ("crash" in fault && fault.crash === from) || ("failover" in fault && fault.failover === from),
	);
	return run.kinds.includes("lose") && !mayDie && (run.isLast || !run.kinds.includes("crash"));
}

/** How long the asking end of a message's link waits for an answer. */
function patienceOf({ nodes }: Scenario, { direction, from, to }: MessagePoint): Nanoseconds {
	const asker = nodes[direction === "request" ? from : to];
	return asker !== undefined && "timeout" in asker ? asker.timeout : Number.POSITIVE_INFINITY;
}
