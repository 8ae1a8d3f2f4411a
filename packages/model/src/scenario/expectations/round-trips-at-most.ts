import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { countField } from "../fields.ts";

/** No exchange needs more round-trips on its client's link. */
export interface RoundTripsAtMostExpectation {
	readonly "round-trips-at-most": number;
}

export const roundTripsAtMost: Descriptor<RoundTripsAtMostExpectation> = {
	name: "round-trips-at-most",
	what: "No exchange needs more round-trips between its client and the server than this, connecting included.",
	example: "{ round-trips-at-most: 2 }",
	defaults: {},
	schema: z.strictObject({ "round-trips-at-most": countField(1, 1_000_000) }),
};
