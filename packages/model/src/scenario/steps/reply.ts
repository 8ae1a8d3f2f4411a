import { z } from "zod";
import { type ContentSpec, checkContent, contentFields, type WrittenContent } from "../content.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, pathField } from "../fields.ts";
import { type HeaderFields, headersField } from "../header-fields.ts";
import { isRedirect, REDIRECTS } from "../redirects.ts";

/** Answer. What stands behind it in its route is done afterwards, with nobody waiting for it. */
export interface ReplyStep extends ContentSpec {
	/** The HTTP status code. */
	readonly reply: number;
	/** The path that a redirect sends its asker on to, at the same server. */
	readonly location?: string | undefined;
	readonly headers?: HeaderFields | undefined;
}

export interface WrittenReply extends WrittenContent {
	readonly reply: number;
	readonly location?: `/${string}` | undefined;
	readonly headers?: HeaderFields | undefined;
}

export const reply: Descriptor<ReplyStep, WrittenReply> = {
	name: "reply",
	what: "Answer with a status and content, given by its size, as text, or as records of the scenario's types. With 301, 302, 303, 307 or 308 the `location` says which route of the same server is asked next. Steps after it are done when the answer has left.",
	example: "{ reply: 201, size: 200B }",
	defaults: {},
	schema: z
		.strictObject({
			reply: countField(200, 599),
			location: pathField.optional(),
			...contentFields,
			headers: headersField.optional(),
		})
		.superRefine(checkContent)
		.superRefine(({ reply: status, location }, context) => {
			if (location === undefined ? !isRedirect(status) : isRedirect(status) || status === 201 || status === 202) return;
			const message =
				location === undefined
					? `a ${status} sends its asker on; say where to, like location: /new`
					: `a ${status} sends nobody on; a \`location\` belongs to ${REDIRECTS.join(", ").replace(/, (?=\d+$)/, " or ")}`;
			context.addIssue({ code: "custom", message, path: location === undefined ? [] : ["location"] });
		}),
};
