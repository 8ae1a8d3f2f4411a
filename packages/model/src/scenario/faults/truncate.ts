import { z } from "zod";
import { callParts, isMessageId } from "../../trace/message-id.ts";
import type { Descriptor } from "../descriptor.ts";
import { type Field, wordField } from "../fields.ts";
import {
	type MessageMatch,
	matchFields,
	messageField,
	noItem,
	oneWayOfMatching,
	type WrittenMatch,
	type WrittenMessage,
} from "./message-match.ts";

/** How much of an answer comes before it is cut. */
export type CutAt = "headers" | "body";

/** An answer that ends before it is whole, and its connection with it. */
export interface TruncateFault extends MessageMatch {
	readonly truncate: string;
	readonly at: CutAt;
}

export interface WrittenTruncate<Link extends string = string> extends WrittenMatch<Link> {
	readonly truncate: Exclude<WrittenMessage, "request">;
	readonly at?: CutAt | undefined;
}

const defaults = { at: "body", nth: 1 } as const;

const answer = messageField.refine(
	(text) => text !== "request" && !(isMessageId(text) && callParts(text).direction === "request"),
	{ error: "only an answer can be truncated: write response, or the name of one such as e1.1<" },
) as unknown as Field<string, Exclude<WrittenMessage, "request">>;

export const truncate: Descriptor<TruncateFault, WrittenTruncate> = {
	name: "truncate",
	what: "An answer is cut, and the connection closed by the end that is asked: after its head (`at: headers`), or in the middle of its body. Of an answer without a body, half of the head comes.",
	example: "{ truncate: response, at: headers, on: phone -> bank, nth: 1 }",
	defaults,
	schema: z
		.strictObject({ truncate: answer, at: wordField(["headers", "body"]).prefault(defaults.at), ...matchFields })
		.check(oneWayOfMatching((fault) => fault.truncate))
		.check(noItem((fault) => fault.truncate)),
};
