import type { Bytes } from "../../units/data.ts";
import type { DataRef } from "./data-ref.ts";
import type { FieldKind, Types } from "./type-spec.ts";

/** Digits of the largest number that a field can hold (2,147,483,647). */
const NUMBER_BYTES = 10;
const FLAG_BYTES = "false".length;

/** How large a record of each type is: asked once for each type, so that nesting doesn't multiply the work. */
export interface RecordSizes {
	/** In bytes of JSON, at most. Infinite where it is beyond all numbers. */
	bytesAtMost(data: DataRef): Bytes;
	/** Fields of a record with those of the records within it; a list counts once. */
	fieldsDeep(type: string): number;
}

/** @param types whose records don't contain themselves; a type that isn't there is empty */
export function createRecordSizes(types: Types): RecordSizes {
	const bytes = new Map<string, number>();
	const fields = new Map<string, number>();

	function remembered(memory: Map<string, number>, type: string, measure: (fields: Fields) => number): number {
		const known = memory.get(type);
		if (known !== undefined) return known;
		const found = measure(Object.hasOwn(types, type) ? Object.entries(types[type] ?? {}) : []);
		memory.set(type, found);
		return found;
	}

	function fieldBytes(field: FieldKind): number {
		if (field.kind === "number") return NUMBER_BYTES;
		if (field.kind === "flag") return FLAG_BYTES;
		if (field.kind === "text") return field.bytes + 2;
		return bytesAtMost(field);
	}

	/** `{"name":value,…}`: each field has two quotes, a colon, and a comma or a brace. */
	function recordBytes(type: string): number {
		return remembered(bytes, type, (all) =>
			all.reduce((sum, [name, field]) => sum + name.length + 4 + fieldBytes(field), 1),
		);
	}

	function bytesAtMost({ type, count }: DataRef): number {
		return count === undefined ? recordBytes(type) : 1 + count * (recordBytes(type) + 1);
	}

	function fieldsDeep(type: string): number {
		return remembered(fields, type, (all) =>
			all.reduce((sum, [, field]) => sum + 1 + ("type" in field ? fieldsDeep(field.type) : 0), 0),
		);
	}

	return { bytesAtMost, fieldsDeep };
}

type Fields = readonly (readonly [string, FieldKind])[];
