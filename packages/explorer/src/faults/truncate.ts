import { isUnheard } from "./arrival.ts";
import { atMessage } from "./at-message.ts";
import type { ExplorableFault } from "./explorable-fault.ts";

/**
 * Every answer, cut in its middle. Whoever asked has got no answer, and its connection has ended with it: a reset instead of the
 * answer comes at the same time, and does the same.
 */
export const truncate: ExplorableFault = {
	name: "truncate",
	what: "an answer is cut, and its connection ends",
	isOnRequest: true,
	candidates: (run) => {
		const { messages } = run.points;
		const answers = messages.filter(({ isItem, direction }) => !isItem && direction === "response");
		return atMessage("truncate", { ...run, points: { ...run.points, messages: answers } }, (message) => {
			if (isUnheard(message, run)) return "not-arriving";
			return run.kinds.includes("reset") ? "as-reset" : { truncate: message.message, at: "body", nth: 1 };
		});
	},
};
