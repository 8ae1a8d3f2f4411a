import { z } from "zod";
import type { Bytes, WrittenSize } from "../../units/data.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, sizeField, textField } from "../fields.ts";
import { LIMITS } from "../limits.ts";

/** Answer; always the last step of a route. */
export interface ReplyStep {
	/** The HTTP status code. */
	readonly reply: number;
	/** Of the body, filled with text; not beside `body`. */
	readonly size?: Bytes | undefined;
	/** The body itself. */
	readonly body?: string | undefined;
}

export interface WrittenReply {
	readonly reply: number;
	readonly size?: WrittenSize | undefined;
	readonly body?: string | undefined;
}

export const reply: Descriptor<ReplyStep, WrittenReply> = {
	name: "reply",
	what: "Answer with a status and a body, given by its size or as text.",
	example: "{ reply: 201, size: 200B }",
	defaults: {},
	schema: z
		.strictObject({
			reply: countField(200, 599),
			size: sizeField.optional(),
			body: textField(LIMITS.bodyLength).optional(),
		})
		.refine((step) => step.size === undefined || step.body === undefined, {
			error: "give the body by `size` or by `body`, not both",
		}),
};
