import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { nameField } from "../fields.ts";
import { nthField } from "./message-match.ts";

/** A credential is shown a second time. */
export interface ReplayFault {
	readonly replay: string;
	readonly nth: number | "all";
}

export interface WrittenReplay {
	readonly replay: string;
	readonly nth?: number | "all" | undefined;
}

export const replay: Descriptor<ReplayFault, WrittenReplay> = {
	name: "replay",
	what: "With its nth request that proves something, a client shows what it had shown with the one before: somebody has listened. Where tokens are `one-use`, the server has seen it, and refuses it.",
	example: "{ replay: phone, nth: 3 }",
	defaults: { nth: 2 },
	schema: z.strictObject({ replay: nameField, nth: nthField.prefault(2) }),
};
