import { z } from "zod";
import { type Field, nameField } from "../fields.ts";
import { LIMITS } from "../limits.ts";

/** Names of amounts or effects that an expectation is about. */
export function dataNamesField(example: string): Field<readonly string[]> {
	return z
		.array(nameField, { error: `this is a list of names: write it like ${example}` })
		.min(1, { error: `name what it is about, like ${example}` })
		.max(LIMITS.amounts, { error: `more than ${LIMITS.amounts} names` })
		.refine((names) => new Set(names).size === names.length, { error: "a name stands here twice" });
}
