import { atLinks } from "./at-link.ts";
import type { ExplorableFault } from "./explorable-fault.ts";

/** Every link, cut in the way back only: whoever is asked hears everything, and is heard by nobody. */
export const oneWay: ExplorableFault = {
	name: "one-way",
	what: "a link loses all that comes back, just after a message has left, and heals",
	isOnRequest: true,
	candidates: (run) => atLinks("one-way", run, "response"),
};
