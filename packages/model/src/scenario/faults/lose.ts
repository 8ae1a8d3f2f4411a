import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import {
	type MessageMatch,
	matchFields,
	messageField,
	oneWayOfMatching,
	type WrittenMatch,
	type WrittenMessage,
} from "./message-match.ts";

/** A message that never arrives; nothing more comes through on its connection in that direction. */
export interface LoseFault extends MessageMatch {
	readonly lose: string;
}

export interface WrittenLose<Link extends string = string> extends WrittenMatch<Link> {
	readonly lose: WrittenMessage;
}

export const lose: Descriptor<LoseFault, WrittenLose> = {
	name: "lose",
	what: "A message is lost on its way: the nth request or response on a link, or one message by its name.",
	example: "{ lose: response, on: phone -> bank, nth: 1 }",
	defaults: { nth: 1 },
	schema: z.strictObject({ lose: messageField, ...matchFields }).check(oneWayOfMatching((fault) => fault.lose)),
};
