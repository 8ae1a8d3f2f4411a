import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField, nameField } from "../fields.ts";

/** A node dies at a time, and may come back. */
export interface CrashFault {
	readonly crash: string;
	readonly at: Nanoseconds;
	/** When it is started again, on what it had made lasting; without it, never. */
	readonly "restart-at"?: Nanoseconds | undefined;
	/**
	 * False: the process dies and its machine says so (connections are reset, new ones refused).
	 * True: the machine goes dark, and whoever asks hears nothing.
	 */
	readonly silent: boolean;
}

export interface WrittenCrash<Node extends string = string> {
	readonly crash: Node;
	readonly at: WrittenDuration;
	readonly "restart-at"?: WrittenDuration | undefined;
	readonly silent?: boolean | undefined;
}

const defaults = { silent: false };

export const crash: Descriptor<CrashFault, WrittenCrash> = {
	name: "crash",
	what: "A server or database dies at a time; what it was doing is gone, what it committed stays. `silent` takes its machine along.",
	example: "{ crash: bank, at: 150ms, restart-at: 1s }",
	defaults,
	schema: z
		.strictObject({
			crash: nameField,
			at: durationField,
			"restart-at": durationField.optional(),
			silent: z.boolean({ error: "silent is true or false" }).prefault(defaults.silent),
		})
		.refine((fault) => fault["restart-at"] === undefined || fault["restart-at"] > fault.at, {
			error: "`restart-at` must be later than `at`",
			path: ["restart-at"],
		}),
};
