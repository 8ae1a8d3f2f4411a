import { z } from "zod";
import type { Bytes, WrittenSize } from "../../units/data.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, pathField, sizeField, textField } from "../fields.ts";
import { LIMITS } from "../limits.ts";
import { isRedirect, REDIRECTS } from "../redirects.ts";

/** Answer; always the last step of a route. */
export interface ReplyStep {
	/** The HTTP status code. */
	readonly reply: number;
	/** The path that a redirect sends its asker on to, at the same server. */
	readonly location?: string | undefined;
	/** Of the body, filled with text; not beside `body`. */
	readonly size?: Bytes | undefined;
	/** The body itself. */
	readonly body?: string | undefined;
}

export interface WrittenReply {
	readonly reply: number;
	readonly location?: `/${string}` | undefined;
	readonly size?: WrittenSize | undefined;
	readonly body?: string | undefined;
}

export const reply: Descriptor<ReplyStep, WrittenReply> = {
	name: "reply",
	what: "Answer with a status and a body, given by its size or as text. With 301, 302, 303, 307 or 308 the `location` says which route of the same server is asked next.",
	example: "{ reply: 201, size: 200B }",
	defaults: {},
	schema: z
		.strictObject({
			reply: countField(200, 599),
			location: pathField.optional(),
			size: sizeField.optional(),
			body: textField(LIMITS.bodyLength).optional(),
		})
		.refine((step) => step.size === undefined || step.body === undefined, {
			error: "give the body by `size` or by `body`, not both",
		})
		.superRefine(({ reply: status, location }, context) => {
			if (isRedirect(status) === (location !== undefined)) return;
			const message =
				location === undefined
					? `a ${status} sends its asker on; say where to, like location: /new`
					: `a ${status} sends nobody on; a \`location\` belongs to ${REDIRECTS.join(", ").replace(/, (?=\d+$)/, " or ")}`;
			context.addIssue({ code: "custom", message, path: location === undefined ? [] : ["location"] });
		}),
};
