import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import {
	type MessageMatch,
	matchFields,
	messageField,
	noItem,
	oneWayOfMatching,
	type WrittenMatch,
	type WrittenMessage,
} from "./message-match.ts";

/** Whoever is asked resets the connection: a request is thrown away at its door, or the reset leaves instead of an answer. */
export interface ResetFault extends MessageMatch {
	readonly reset: string;
}

export interface WrittenReset<Link extends string = string> extends WrittenMatch<Link> {
	readonly reset: WrittenMessage;
}

export const reset: Descriptor<ResetFault, WrittenReset> = {
	name: "reset",
	what: "The connection is reset by the end that is asked: `request`, as the request comes to its door, so that nobody reads it; `response`, instead of the answer, when all the work is done. Whatever else is on the connection ends with it.",
	example: "{ reset: response, on: phone -> bank, nth: 1 }",
	defaults: { nth: 1 },
	schema: z
		.strictObject({ reset: messageField, ...matchFields })
		.check(oneWayOfMatching((fault) => fault.reset))
		.check(noItem((fault) => fault.reset)),
};
