import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { countField } from "../fields.ts";
import { LIMITS } from "../limits.ts";

/** Not more tries beyond the first, over all exchanges. */
export interface RetriesAtMostExpectation {
	readonly "retries-at-most": number;
}

export const retriesAtMost: Descriptor<RetriesAtMostExpectation> = {
	name: "retries-at-most",
	what: "All exchanges together are tried again at most this often: what retries add to the load of the servers. Redirects don't count, nor does asking again with another proof.",
	example: "{ retries-at-most: 10 }",
	defaults: {},
	schema: z.strictObject({ "retries-at-most": countField(0, LIMITS.exchanges * LIMITS.attempts) }),
};
