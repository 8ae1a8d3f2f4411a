import { atLinks } from "./at-link.ts";
import type { ExplorableFault } from "./explorable-fault.ts";

/** Every link, cut in both ways just after each message that has left over it: what is under way is lost, and sent again. */
export const partition: ExplorableFault = {
	name: "partition",
	what: "a link is cut just after a message has left, loses all of both ways, and heals",
	isOnRequest: true,
	candidates: (run) => atLinks("partition", run, "both"),
};
