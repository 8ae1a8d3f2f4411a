import { atMoments } from "./at-moment.ts";
import type { ExplorableFault } from "./explorable-fault.ts";

/** Every server and database, gone with its machine just after each of its deeds: nobody is told. */
export const blackout: ExplorableFault = {
	name: "blackout",
	what: "a machine goes dark just after what its node has done, says nothing, and comes back",
	candidates: (run) => atMoments("blackout", run, true),
};
