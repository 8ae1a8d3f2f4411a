import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { dataNamesField } from "./data-names.ts";

/** A client never reads something older than it has read before. */
export interface MonotonicReadsExpectation {
	/** Amounts of databases. */
	readonly "monotonic-reads": readonly string[];
}

export const monotonicReads: Descriptor<MonotonicReadsExpectation> = {
	name: "monotonic-reads",
	what: "A client that has read one of these amounts never gets an older state of it in an answer that it asks for afterwards.",
	example: "{ monotonic-reads: [seats] }",
	defaults: {},
	schema: z.strictObject({ "monotonic-reads": dataNamesField("[seats]") }),
};
