import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField, nameField } from "../fields.ts";
import { endsAfterItBegins } from "./window.ts";

/** The disk of a database is full: nothing more can be made lasting. */
export interface FillFault {
	readonly fill: string;
	readonly at: Nanoseconds;
	/** When there is room again; without it, never. */
	readonly until?: Nanoseconds | undefined;
}

export interface WrittenFill<Node extends string = string> {
	readonly fill: Node;
	readonly at: WrittenDuration;
	readonly until?: WrittenDuration | undefined;
}

export const fill: Descriptor<FillFault, WrittenFill> = {
	name: "fill",
	what: "The disk of a database is full. Reads are answered as before. What would make something lasting in that time is refused at its commit: the transaction is undone as a whole, with idempotency keys that stand in it, and the database goes on. The server that asked answers 503: nothing of that transaction has happened, and another try may go better. What was committed before it stays.",
	example: "{ fill: ledger, at: 1s, until: 3s }",
	defaults: {},
	schema: z
		.strictObject({ fill: nameField, at: durationField, until: durationField.optional() })
		.check(endsAfterItBegins),
};
