import { z } from "zod";
import type { PartsPerMillion, WrittenShare } from "../../units/share.ts";
import type { Descriptor } from "../descriptor.ts";
import { shareField } from "../fields.ts";

/** So many of the exchanges are answered ok, at least. */
export interface AvailabilityExpectation {
	readonly availability: PartsPerMillion;
}

export interface WrittenAvailability {
	readonly availability: WrittenShare;
}

export const availability: Descriptor<AvailabilityExpectation, WrittenAvailability> = {
	name: "availability",
	what: "At least this share of all exchanges ends with an answer that is ok, however long it took and however often it was tried.",
	example: "{ availability: 99% }",
	defaults: {},
	schema: z.strictObject({ availability: shareField }),
};
