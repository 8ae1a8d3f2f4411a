import { z } from "zod";
import type { Bytes, WrittenSize } from "../units/data.ts";
import { type Field, sizeField, textField } from "./fields.ts";
import { LIMITS } from "./limits.ts";
import { type DataRef, dataField, type WrittenDataRef } from "./types/data-ref.ts";

/** What a message carries, said in one of three ways, or nothing. */
export interface ContentSpec {
	/** So many bytes of filling text. */
	readonly size?: Bytes | undefined;
	/** The text itself. */
	readonly body?: string | undefined;
	/** Records of the scenario's types, written as the protocol writes them. */
	readonly data?: DataRef | undefined;
}

export interface WrittenContent {
	readonly size?: WrittenSize | undefined;
	readonly body?: string | undefined;
	readonly data?: WrittenDataRef | undefined;
}

/** The fields of whatever carries content. */
export const contentFields: {
	readonly size: z.ZodOptional<Field<Bytes, WrittenSize>>;
	readonly body: z.ZodOptional<Field<string>>;
	readonly data: z.ZodOptional<Field<DataRef, WrittenDataRef>>;
} = {
	size: z.optional(sizeField),
	body: z.optional(textField(LIMITS.bodyLength)),
	data: z.optional(dataField),
};

/** Adds a problem where content is said in more than one way. */
export function checkContent(content: ContentSpec, context: z.core.$RefinementCtx): void {
	const said = [content.size, content.body, content.data].filter((each) => each !== undefined);
	if (said.length < 2) return;
	context.addIssue({ code: "custom", message: "say what it carries by `size`, by `body` or by `data`: one of them" });
}
