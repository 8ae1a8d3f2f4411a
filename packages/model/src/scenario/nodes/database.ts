import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, durationField, flagField, nameField } from "../fields.ts";
import { LIMITS } from "../limits.ts";

/** Where effects become lasting. */
export interface DatabaseSpec {
	readonly is: "database";
	/** Statements worked on at a time. */
	readonly workers: number;
	/** Records that lie in it from the start. Where there are any, a read looks one of them up by its key. */
	readonly rows: number;
	/** Whether the key of the records has an index; without one, a read looks through all rows. */
	readonly index: boolean;
	/** How long looking through one row takes. */
	readonly scan: Nanoseconds;
	/** Amounts that lie in it from the start, by their names. */
	readonly amounts: Readonly<Record<string, number>>;
	/** How long a statement waits for what another transaction holds, and an open transaction for its next statement. */
	readonly patience: Nanoseconds;
}

/** A database as it is written; its name and kind stand beside it. */
export interface WrittenDatabase {
	readonly workers?: number | undefined;
	readonly rows?: number | undefined;
	readonly index?: boolean | undefined;
	readonly scan?: WrittenDuration | undefined;
	readonly amounts?: Readonly<Record<string, number>> | undefined;
	readonly patience?: WrittenDuration | undefined;
}

/** Both engines of the real world took 55 to 80 ns for a row of theirs that lay in memory, of 10,000 to 1,000,000 such rows. */
const defaults = { workers: 16, rows: 0, index: true, scan: "100ns", amounts: {}, patience: "5s" } as const;

export const database: Descriptor<DatabaseSpec, WrittenDatabase> = {
	name: "database",
	what: "Where effects become lasting: a committed row is still there after a crash. With `rows: N` it holds so many records, and a read looks one up by its key; with `index: false` it looks through all of them, `scan` for each, on top of what the query takes. The real world has such a table and such an index. `amounts` are numbers by name, which queries read and change. A statement waits up to `patience` for what another transaction holds, and a transaction in which nothing comes for so long is rolled back.",
	example: "ledger: { is: database, rows: 100000, index: false }",
	defaults,
	schema: z.strictObject({
		is: z.literal("database"),
		workers: countField(1, LIMITS.workers).prefault(defaults.workers),
		rows: countField(0, LIMITS.rows).prefault(defaults.rows),
		index: flagField("index").prefault(defaults.index),
		scan: durationField
			.refine((scan) => scan <= LIMITS.scanNs, { error: "looking through one row takes at most 1ms" })
			.prefault(defaults.scan),
		amounts: z
			.record(nameField as z.ZodType<string, string>, countField(-LIMITS.amount, LIMITS.amount), {
				error: "these are amounts by name: write them like { seats: 100 }",
			})
			.refine((amounts) => Object.keys(amounts).length <= LIMITS.amounts, {
				error: `more than ${LIMITS.amounts} amounts`,
			})
			.meta({ description: "amounts by name, like `{ seats: 100 }`" })
			.prefault(defaults.amounts),
		patience: durationField
			.refine((patience) => patience > 0, { error: "a patience above 0" })
			.prefault(defaults.patience),
	}),
};
