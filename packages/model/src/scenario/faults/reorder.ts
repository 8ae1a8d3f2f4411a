import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField } from "../fields.ts";
import {
	type MessageMatch,
	matchFields,
	messageField,
	noItem,
	oneWayOfMatching,
	type WrittenMatch,
	type WrittenMessage,
} from "./message-match.ts";

/** A message that another overtakes. */
export interface ReorderFault extends MessageMatch {
	readonly reorder: string;
	/** It goes on after so long if nothing has overtaken it. */
	readonly within: Nanoseconds;
}

export interface WrittenReorder<Link extends string = string> extends WrittenMatch<Link> {
	readonly reorder: WrittenMessage;
	readonly within?: WrittenDuration | undefined;
}

const defaults = { within: "1s", nth: 1 } as const;

export const reorder: Descriptor<ReorderFault, WrittenReorder> = {
	name: "reorder",
	what: "A message is overtaken: it leaves when the next one of its direction on the link has been delivered, or when `within` is over. That takes another connection or stream to overtake it on; one connection keeps its order. What opens a stream comes as it would.",
	example: "{ reorder: request, on: phone -> bank, nth: 1 }",
	defaults,
	schema: z
		.strictObject({ reorder: messageField, within: durationField.prefault(defaults.within), ...matchFields })
		.check(oneWayOfMatching((fault) => fault.reorder))
		.check(noItem((fault) => fault.reorder)),
};
