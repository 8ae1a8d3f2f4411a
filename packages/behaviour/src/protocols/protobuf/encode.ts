import type { DataRef, FieldKind, Types } from "@roundtrip/model";
import type { Data, DataRecord, DataValue } from "../../data/records.ts";
import { flagField, numberField, recordField, textField } from "./wire.ts";

/**
 * Data as a message of proto3: fields have the numbers of their order, a list is a message of its records.
 *
 * @param types that `checkTypes` finds nothing wrong with
 * @returns one character a byte
 */
export function encodeData(types: Types, { type }: DataRef, data: Data): string {
	return isList(data)
		? data.map((record) => recordField(1, encodeRecord(types, type, record))).join("")
		: encodeRecord(types, type, data);
}

/** The message of a request, or of a reply without data: a text. */
export function encodePayload(text: string): string {
	return textField(1, text);
}

function encodeRecord(types: Types, type: string, record: DataRecord): string {
	let octets = "";
	let number = 0;
	for (const [name, kind] of Object.entries(types[type] ?? {})) {
		number++;
		const value = record[name];
		if (value !== undefined) octets += encodeField(types, number, kind, value);
	}
	return octets;
}

function encodeField(types: Types, number: number, kind: FieldKind, value: DataValue): string {
	if (typeof value === "number") return numberField(number, value);
	if (typeof value === "boolean") return flagField(number, value);
	if (typeof value === "string") return textField(number, value);
	const type = "type" in kind ? kind.type : "";
	const records = isList(value) ? value : [value];
	return records.map((record) => recordField(number, encodeRecord(types, type, record))).join("");
}

function isList(data: Data): data is readonly DataRecord[] {
	return Array.isArray(data);
}
