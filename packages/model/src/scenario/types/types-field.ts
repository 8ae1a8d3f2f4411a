import { z } from "zod";
import { describe, type Field } from "../fields.ts";
import { fieldKindField } from "./field-kind.ts";
import { TYPE_LIMITS } from "./limits.ts";
import { fieldNameField, typeNameField } from "./name-fields.ts";
import type { Types, WrittenTypes } from "./type-spec.ts";

const oneType = z
	.record(fieldNameField, fieldKindField, {
		error: ({ input }) => `${describe(input)} is not a type; write its fields, like { id: number, title: text 40B }`,
	})
	.check(({ value, issues }) => {
		const fields = Object.keys(value).length;
		const message =
			fields === 0
				? "a type has at least one field, like { id: number }"
				: fields > TYPE_LIMITS.fieldsPerType
					? `more than ${TYPE_LIMITS.fieldsPerType} fields`
					: undefined;
		if (message !== undefined) issues.push({ code: "custom", input: value, message });
	});

/** The types of a scenario; that their names refer to something is checked by `checkTypes`. */
export const typesField: Field<Types, WrittenTypes> = z
	.record(typeNameField, oneType, {
		error: ({ input }) => `${describe(input)} is no map of types; write Post: { title: text 40B } for each`,
	})
	.refine((types) => Object.keys(types).length <= TYPE_LIMITS.types, {
		error: `more than ${TYPE_LIMITS.types} types`,
	});
