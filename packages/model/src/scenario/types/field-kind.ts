import { z } from "zod";
import { clip } from "../../clip.ts";
import { size } from "../../units/data.ts";
import { parseQuantity, printQuantity } from "../../units/quantity.ts";
import { describe, type Field, madeByCodec } from "../fields.ts";
import { parseDataRef, printDataRef } from "./data-ref.ts";
import type { FieldKind, WrittenFieldKind } from "./type-spec.ts";

export type FieldKindResult =
	| { readonly ok: true; readonly value: FieldKind }
	| { readonly ok: false; readonly problem: string };

const WAYS = "number, flag, text 40B, a type like Author, or a list like 3 Comment";

/** Reads `number`, `flag`, `text 40B`, `Author` or `3 Comment`. Never throws. */
export function parseFieldKind(text: string): FieldKindResult {
	const word = text.trim();
	if (word === "number" || word === "flag") return { ok: true, value: { kind: word } };
	if (word === "text") return { ok: false, problem: "a text has a size; write it like text 40B" };
	const textSize = /^text\s+(.*)$/s.exec(word)?.[1];
	if (textSize !== undefined) {
		const bytes = parseQuantity(textSize, size);
		return bytes.ok ? { ok: true, value: { kind: "text", bytes: bytes.value } } : bytes;
	}
	const data = parseDataRef(word);
	if (!data.ok) {
		const isList = /^\d+\s+[A-Z][a-zA-Z0-9]*$/.test(word);
		return isList ? data : { ok: false, problem: `'${clip(word)}' is not what a field can hold; write ${WAYS}` };
	}
	const { type, count } = data.value;
	return { ok: true, value: count === undefined ? { kind: "record", type } : { kind: "list", count, type } };
}

/** `parseFieldKind` reads it back to the same. */
function printFieldKind(field: FieldKind): string {
	if (field.kind === "text") return `text ${printQuantity(field.bytes, size)}`;
	if (field.kind === "record" || field.kind === "list") return printDataRef(field);
	return field.kind;
}

/** What a field of a record holds. */
export const fieldKindField: Field<FieldKind, WrittenFieldKind> = z.codec(
	z
		.string({ error: ({ input }) => `${describe(input)} is not what a field can hold; write ${WAYS}` })
		.meta({ description: `what a field holds: ${WAYS}` }) as unknown as Field<WrittenFieldKind>,
	madeByCodec<FieldKind>(),
	{
		decode: (text, context) => {
			const result = parseFieldKind(text);
			if (result.ok) return result.value;
			context.issues.push({ code: "custom", input: text, message: result.problem });
			return z.NEVER;
		},
		encode: (field) => printFieldKind(field) as WrittenFieldKind,
	},
);
