import { z } from "zod";
import { callParts, isMessageId } from "../../trace/message-id.ts";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, durationField, type Field } from "../fields.ts";
import {
	type MessageMatch,
	matchFields,
	messageField,
	noItem,
	oneWayOfMatching,
	type WrittenMatch,
	type WrittenMessage,
} from "./message-match.ts";

/** A request that comes more than once, as when something on the way sends it again over a connection of its own. */
export interface DuplicateFault extends MessageMatch {
	readonly duplicate: string;
	/** How many copies of it come. */
	readonly times: number;
	/** How long after the request, or the copy before it, a copy sets out. */
	readonly after: Nanoseconds;
}

export interface WrittenDuplicate<Link extends string = string> extends WrittenMatch<Link> {
	readonly duplicate: Exclude<WrittenMessage, "response" | `e${string}<`>;
	readonly times?: number | undefined;
	readonly after?: WrittenDuration | undefined;
}

const MOST_COPIES = 9;

const defaults = { times: 1, after: "0ms", nth: 1 } as const;

const request = messageField.refine(
	(text) => text !== "response" && !(isMessageId(text) && callParts(text).direction === "response"),
	{ error: "only a request can come twice: write request, or the name of one such as e1.1>" },
) as unknown as Field<string, WrittenDuplicate["duplicate"]>;

export const duplicate: Descriptor<DuplicateFault, WrittenDuplicate> = {
	name: "duplicate",
	what: "A request comes twice: something on the way, such as a proxy, sends its bytes again over a connection of its own, and nobody waits for what is answered there. `times` says how many copies come, `after` how much later than the request, and each than the one before. A copy of `e1.1` is the call `e1.1/d1`. What opens a stream isn't copied, and a database's driver sends nothing again by itself.",
	example: "{ duplicate: request, on: phone -> bank, nth: 1, after: 50ms }",
	defaults,
	schema: z
		.strictObject({
			duplicate: request,
			times: countField(1, MOST_COPIES).prefault(defaults.times),
			after: durationField.prefault(defaults.after),
			...matchFields,
		})
		.check(oneWayOfMatching((fault) => fault.duplicate))
		.check(noItem((fault) => fault.duplicate)),
};
