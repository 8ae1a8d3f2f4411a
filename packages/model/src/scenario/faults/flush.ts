import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField, nameField } from "../fields.ts";

/** A shared cache loses all that it has. */
export interface FlushFault {
	readonly flush: string;
	readonly at: Nanoseconds;
}

export interface WrittenFlush<Node extends string = string> {
	readonly flush: Node;
	readonly at: WrittenDuration;
}

export const flush: Descriptor<FlushFault, WrittenFlush> = {
	name: "flush",
	what: "A shared cache loses all that it has, at once, and goes on: as after a restart, a purge, or a store that was emptied. What comes to it then goes on to the server behind it.",
	example: "{ flush: edge, at: 2s }",
	defaults: {},
	schema: z.strictObject({ flush: nameField, at: durationField }),
};
