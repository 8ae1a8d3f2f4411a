import { isUnheard } from "./arrival.ts";
import { atMessage } from "./at-message.ts";
import type { ExplorableFault } from "./explorable-fault.ts";

/** Every request and every answer, with the end of its connection. */
export const reset: ExplorableFault = {
	name: "reset",
	what: "the connection is reset in place of a message",
	candidates: (run) => {
		const { messages } = run.points;
		const points = { ...run.points, messages: messages.filter(({ isItem }) => !isItem) };
		return atMessage("reset", { ...run, points }, (message) =>
			isUnheard(message, run) ? "not-arriving" : { reset: message.message, nth: 1 },
		);
	},
};
