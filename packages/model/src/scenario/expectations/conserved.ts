import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { dataNamesField } from "./data-names.ts";

/** What belongs together stays in balance. */
export interface ConservedExpectation {
	/** Amounts of databases, whose sum stays; or effects, of which an exchange has each as often as the others. */
	readonly conserved: readonly string[];
}

export const conserved: Descriptor<ConservedExpectation> = {
	name: "conserved",
	what: "What belongs together stays in balance. Of amounts of databases the sum at the end of the run is the one from its beginning; of effects each exchange has every one equally often, such as a debit with its credit, or none of them.",
	example: "{ conserved: [debit, credit] }",
	defaults: {},
	schema: z.strictObject({ conserved: dataNamesField("[debit, credit]") }),
};
