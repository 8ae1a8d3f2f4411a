import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { countField } from "../fields.ts";
import { LIMITS } from "../limits.ts";

/** Where effects become lasting. */
export interface DatabaseSpec {
	readonly is: "database";
	/** Statements worked on at a time. */
	readonly workers: number;
}

/** A database as it is written; its name and kind stand beside it. */
export interface WrittenDatabase {
	readonly workers?: number | undefined;
}

const defaults = { workers: 16 };

export const database: Descriptor<DatabaseSpec, WrittenDatabase> = {
	name: "database",
	what: "Where effects become lasting: a committed row is still there after a crash.",
	example: "ledger: { is: database }",
	defaults,
	schema: z.strictObject({
		is: z.literal("database"),
		workers: countField(1, LIMITS.workers).prefault(defaults.workers),
	}),
};
