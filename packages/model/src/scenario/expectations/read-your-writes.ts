import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { dataNamesField } from "./data-names.ts";

/** A client reads what it has changed. */
export interface ReadYourWritesExpectation {
	/** Amounts of databases. */
	readonly "read-your-writes": readonly string[];
}

export const readYourWrites: Descriptor<ReadYourWritesExpectation> = {
	name: "read-your-writes",
	what: "Once a client was told that its change of one of these amounts is done, no answer that it asks for afterwards is from before that change. An answer out of a cache is as old as what the cache had read.",
	example: "{ read-your-writes: [seats] }",
	defaults: {},
	schema: z.strictObject({ "read-your-writes": dataNamesField("[seats]") }),
};
