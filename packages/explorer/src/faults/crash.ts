import { atMoments } from "./at-moment.ts";
import type { ExplorableFault } from "./explorable-fault.ts";

/** Every server and database, dead just after each of its deeds: connections are reset, and new ones refused. */
export const crash: ExplorableFault = {
	name: "crash",
	what: "a process dies just after what it has done, its machine says so, and it is started again",
	candidates: (run) => atMoments("crash", run, false),
};
