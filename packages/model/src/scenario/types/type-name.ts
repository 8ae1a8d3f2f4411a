import { z } from "zod";
import { clip } from "../../clip.ts";
import { describe, type Field } from "../fields.ts";
import { TYPE_LIMITS } from "./limits.ts";

const TYPE_NAME = new RegExp(`^[A-Z][a-zA-Z0-9]{0,${TYPE_LIMITS.nameLength - 1}}$`);
const FIELD_NAME = new RegExp(`^[a-z][a-zA-Z0-9]{0,${TYPE_LIMITS.nameLength - 1}}$`);

/** Names that GraphQL gives a meaning of their own (its specification, sections 3.3 and 3.5). */
const TAKEN: readonly string[] = ["Query", "Mutation", "Subscription", "Int", "Float", "String", "Boolean", "ID"];

const most = TYPE_LIMITS.nameLength - 1;

/** Whatever has a field of this name is a promise to JavaScript (ECMA-262, section 27.2.1.3.2). */
const OF_PROMISES = "then";

/** The name of a type, such as `Post`. */
export const typeNameField: Field<string> = z
	.string({ error: ({ input }) => `${describe(input)} is not a name of a type` })
	.regex(TYPE_NAME, { error: `a type begins with a capital letter, then up to ${most} letters or digits`, abort: true })
	.refine((name) => !TAKEN.includes(name), {
		error: ({ input }) => `'${clip(String(input))}' means something in GraphQL; give the type another name`,
	});

/** The name of a field of a record, such as `title`. */
export const fieldNameField: Field<string> = z
	.string({ error: ({ input }) => `${describe(input)} is not a name of a field` })
	.regex(FIELD_NAME, {
		error: `a field begins with a small letter, then up to ${most} letters or digits`,
		abort: true,
	})
	.refine((name) => name !== OF_PROMISES, {
		error: `'${OF_PROMISES}' is what makes a promise in JavaScript; give the field another name`,
	});

export function isTypeName(text: string): boolean {
	return TYPE_NAME.test(text) && !TAKEN.includes(text);
}

export function isFieldName(text: string): boolean {
	return FIELD_NAME.test(text) && text !== OF_PROMISES;
}
