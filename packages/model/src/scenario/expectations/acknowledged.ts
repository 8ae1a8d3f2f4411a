import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { wordField } from "../fields.ts";

/** What a client was told is done is done. */
export interface AcknowledgedExpectation {
	readonly acknowledged: "kept";
}

export const acknowledged: Descriptor<AcknowledgedExpectation> = {
	name: "acknowledged",
	what: "What a client was told is done has been made lasting, all of it: no exchange that it believes to be ok lacks an effect.",
	example: "{ acknowledged: kept }",
	defaults: {},
	schema: z.strictObject({ acknowledged: wordField(["kept"]) }),
};
