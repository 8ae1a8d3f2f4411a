import { isUnheard } from "./arrival.ts";
import { atMessage } from "./at-message.ts";
import type { ExplorableFault } from "./explorable-fault.ts";

/** Every message, lost on its way. */
export const lose: ExplorableFault = {
	name: "lose",
	what: "a message is lost on its way",
	candidates: (run) =>
		atMessage("lose", run, (message) => (isUnheard(message, run) ? "not-arriving" : { lose: message.message, nth: 1 })),
};
