import { z } from "zod";
import { clip } from "../../clip.ts";
import { describe, type Field, madeByCodec } from "../fields.ts";
import { TYPE_LIMITS } from "./limits.ts";
import { isTypeName } from "./type-name.ts";
import type { WrittenTypeName } from "./type-spec.ts";

/** The data of a message: one record of a type, or a list of so many. */
export interface DataRef {
	readonly type: string;
	/** Of a list; without it, one record. */
	readonly count?: number | undefined;
}

export type WrittenDataRef = WrittenTypeName | `${number} ${WrittenTypeName}`;

export type DataRefResult =
	| { readonly ok: true; readonly value: DataRef }
	| { readonly ok: false; readonly problem: string };

const DATA_REF = /^(?:(\d{1,16})\s+)?(\S+)$/;

/** Reads `Post` or `20 Post`. Never throws. */
export function parseDataRef(text: string): DataRefResult {
	const shown = clip(text.trim());
	const [, digits, type = ""] = DATA_REF.exec(text.trim()) ?? [];
	if (!isTypeName(type)) return { ok: false, problem: `'${shown}' is no data; write the type, like Post or 20 Post` };
	if (digits === undefined) return { ok: true, value: { type } };
	const count = Number(digits);
	return count >= 1 && count <= TYPE_LIMITS.listLength
		? { ok: true, value: { type, count } }
		: { ok: false, problem: `'${shown}': a list has 1 to ${TYPE_LIMITS.listLength} records` };
}

/** `parseDataRef` reads it back to the same. */
export function printDataRef({ type, count }: DataRef): string {
	return count === undefined ? type : `${count} ${type}`;
}

/** The data of a message, such as `Post` or `20 Post`. */
export const dataField: Field<DataRef, WrittenDataRef> = z.codec(
	z.string({ error: ({ input }) => `${describe(input)} is no data; write the type, like Post or 20 Post` }).meta({
		pattern: `^(\\d+\\s+)?[A-Z][a-zA-Z0-9]*$`,
		description: "a record of a type (`Post`), or a list (`20 Post`)",
	}) as unknown as Field<WrittenDataRef>,
	madeByCodec<DataRef>(),
	{
		decode: (text, context) => {
			const result = parseDataRef(text);
			if (result.ok) return result.value;
			context.issues.push({ code: "custom", input: text, message: result.problem });
			return z.NEVER;
		},
		encode: (data) => printDataRef(data) as WrittenDataRef,
	},
);
