import { z } from "zod";
import { clip } from "../../clip.ts";
import { describe, type Field } from "../fields.ts";
import { TYPE_LIMITS } from "./limits.ts";
import { FIELD_NAME, OF_PROMISES, TAKEN, TYPE_NAME } from "./type-name.ts";

const most = TYPE_LIMITS.nameLength - 1;

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
