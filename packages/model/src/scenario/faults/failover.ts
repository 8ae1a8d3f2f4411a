import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField, nameField } from "../fields.ts";

/** A database's primary dies, and a replica takes its place. */
export interface FailoverFault {
	readonly failover: string;
	readonly at: Nanoseconds;
	/** How long nobody answers. */
	readonly takes: Nanoseconds;
	/** How far the replica was behind: what was committed in so long before the death is not in it. */
	readonly loses?: Nanoseconds | undefined;
}

export interface WrittenFailover<Node extends string = string> {
	readonly failover: Node;
	readonly at: WrittenDuration;
	readonly takes?: WrittenDuration | undefined;
	readonly loses?: WrittenDuration | undefined;
}

export const failover: Descriptor<FailoverFault, WrittenFailover> = {
	name: "failover",
	what: "The primary of a database dies, and a replica takes its place after `takes`: until then connections are refused. It has all that was committed; with `loses`, as with asynchronous replication, it was so far behind: what was committed in so long before the death is gone, although it was acknowledged. Idempotency keys that stood in the database go with it.",
	example: "{ failover: ledger, at: 1s, takes: 2s, loses: 100ms }",
	defaults: { takes: "1s" },
	schema: z.strictObject({
		failover: nameField,
		at: durationField,
		takes: durationField.prefault("1s"),
		loses: durationField.optional(),
	}),
};
