import { z } from "zod";
import { isMessageId } from "../../trace/message-id.ts";
import { countField, type Field, linkNameField, wordField } from "../fields.ts";
import { LIMITS } from "../limits.ts";
import type { LinkName } from "../link-name.ts";

/** Which messages a fault means: by their order on a link, or one by its name. */
export interface MessageMatch {
	/** The link, where messages are counted; needed with `request` and `response`. */
	readonly on?: LinkName | undefined;
	/** The nth of its kind on the link, counted from 1 in the order of sending, or every one. */
	readonly nth: number | "all";
}

const error = "write request, response, or the name of a message such as e1.1<";

/** Which message, as it is written. */
export type WrittenMessage = "request" | "response" | `e${string}>` | `e${string}<`;

const message = z
	.string({ error })
	.refine((text) => text === "request" || text === "response" || isMessageId(text), { error }) as unknown as Field<
	string,
	WrittenMessage
>;

/** Which of many: one, counted from 1, or every one. */
export const nthField: Field<number | "all"> = z.union([countField(1, LIMITS.exchanges), wordField(["all"])], {
	error: "nth is a whole number from 1, or all",
});

export const messageMatchFields: {
	readonly message: Field<string, WrittenMessage>;
	readonly on: z.ZodOptional<Field<LinkName>>;
	readonly nth: z.ZodPrefault<Field<number | "all">>;
} = { message, on: linkNameField.optional(), nth: nthField.prefault(1) };

export interface WrittenMatch<Link extends string = string> {
	readonly on?: Link | undefined;
	readonly nth?: number | "all" | undefined;
}

/** A name says everything; a kind needs its link. */
export function oneWayOfMatching<Fault extends MessageMatch>(which: (fault: Fault) => string): z.core.CheckFn<Fault> {
	return (context) => {
		const fault = context.value;
		const named = isMessageId(which(fault));
		if (named && fault.on !== undefined) {
			context.issues.push({ code: "custom", input: fault, message: "a message given by its name needs no `on`" });
		}
		if (["request", "response"].includes(which(fault)) && fault.on === undefined) {
			context.issues.push({
				code: "custom",
				input: fault,
				message: "say which link with `on`, like on: phone -> bank",
			});
		}
	};
}
