import type { DataRef, FieldKind, Types } from "@roundtrip/model";
import { filling } from "../messages/body.ts";

/** A record as every language has one: fields by name, in the order of its type. */
export interface DataRecord {
	readonly [field: string]: DataValue;
}

/** What a field holds. */
export type DataValue = number | boolean | string | DataRecord | readonly DataRecord[];

/** The data of a message: a record, or a list of them. */
export type Data = DataRecord | readonly DataRecord[];

/**
 * The data that is meant by `Post` or `20 Post`; always the same. A number is the place of its record, a flag is true of
 * every other one, a text is filled to its size and begins with the place. Records of a list within are counted from 1,
 * and are the same ones in every record around them.
 *
 * @param types that `checkTypes` finds nothing wrong with, with the type in them
 * @param from the place of the first record, from 1: items of a stream are counted on
 */
export function dataOf(types: Types, { type, count }: DataRef, from = 1): Data {
	const record = createRecords(types);
	return count === undefined
		? record(type, from)
		: Array.from({ length: count }, (_, index) => record(type, from + index));
}

function createRecords(types: Types): (type: string, place: number) => DataRecord {
	const lists = new Map<string, readonly DataRecord[]>();

	function record(type: string, place: number): DataRecord {
		const fields = types[type];
		if (fields === undefined) throw new Error(`no type '${type}'`);
		const made: Record<string, DataValue> = {};
		for (const name of Object.keys(fields)) {
			const field = fields[name];
			if (field !== undefined) made[name] = fieldValue(field, place);
		}
		return made;
	}

	function fieldValue(field: FieldKind, place: number): DataValue {
		if (field.kind === "number") return place;
		if (field.kind === "flag") return place % 2 === 1;
		if (field.kind === "text") return textOf(field.bytes, place);
		return field.kind === "record" ? record(field.type, place) : list(field.type, field.count);
	}

	function list(type: string, count: number): readonly DataRecord[] {
		const key = `${count} ${type}`;
		const known = lists.get(key);
		if (known !== undefined) return known;
		const made = Array.from({ length: count }, (_, index) => record(type, index + 1));
		lists.set(key, made);
		return made;
	}

	return record;
}

/** So many bytes of text, in ASCII, that begin with the place of their record; of a short one, its last digits. */
function textOf(bytes: number, place: number): string {
	const start = `${place} `;
	if (bytes >= start.length) return start + filling(bytes - start.length);
	return bytes === 0 ? "" : String(place).slice(-bytes);
}
