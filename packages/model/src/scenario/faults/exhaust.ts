import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, durationField, nameField } from "../fields.ts";
import { endsAfterItBegins } from "./window.ts";

/** A server has memory for so many requests at once; one more kills it. */
export interface ExhaustFault {
	readonly exhaust: string;
	readonly at: Nanoseconds;
	/** When it has memory enough again; without it, never. */
	readonly until?: Nanoseconds | undefined;
	/** So many requests it can have in hand: worked on, or waiting for a worker. */
	readonly room: number;
	/** How long after each death it is started again; without it, never. */
	readonly "restart-after"?: Nanoseconds | undefined;
}

export interface WrittenExhaust<Node extends string = string> {
	readonly exhaust: Node;
	readonly at: WrittenDuration;
	readonly until?: WrittenDuration | undefined;
	readonly room: number;
	readonly "restart-after"?: WrittenDuration | undefined;
}

const MOST_ROOM = 1_000_000;

export const exhaust: Descriptor<ExhaustFault, WrittenExhaust> = {
	name: "exhaust",
	what: "A server runs out of memory: in that time it has room for so many requests at once, those that are worked on and those that wait for a worker. The next one that it takes in kills it, as a kernel kills a process for which there is no memory left (SIGKILL: exit code 137), with all that it had in hand; its machine resets its connections. It dies as often as that happens. A request that is refused because the queue is full is not taken in.",
	example: "{ exhaust: bank, at: 1s, until: 3s, room: 8, restart-after: 500ms }",
	defaults: {},
	schema: z
		.strictObject({
			exhaust: nameField,
			at: durationField,
			until: durationField.optional(),
			room: countField(1, MOST_ROOM),
			"restart-after": durationField.optional(),
		})
		.check(endsAfterItBegins),
};
