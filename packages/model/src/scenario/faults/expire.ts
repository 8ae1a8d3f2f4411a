import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { nameField } from "../fields.ts";
import { nthField } from "./message-match.ts";

/** The nth credential that a client is given is good for no time at all. */
export interface ExpireFault {
	readonly expire: string;
	readonly nth: number | "all";
}

export interface WrittenExpire {
	readonly expire: string;
	readonly nth?: number | "all" | undefined;
}

export const expire: Descriptor<ExpireFault, WrittenExpire> = {
	name: "expire",
	what: "The nth token or session that a client is given is good for no time, though it is told otherwise: the server that it is shown to refuses it.",
	example: "{ expire: phone, nth: 2 }",
	defaults: { nth: 1 },
	schema: z.strictObject({ expire: nameField, nth: nthField.prefault(1) }),
};
