import { type DescMessage, fromJson, type JsonValue, type Message, toJson } from "@bufbuild/protobuf";
import type { Data, DataRecord } from "@roundtrip/behaviour";
import type { DataRef } from "@roundtrip/model";

/** What a message says: records of a type, or a text. */
export type RpcValue = Data | string;

/** The message of libraries for a value. */
export function messageOf(schema: DescMessage, value: RpcValue): Message {
	const json = typeof value === "string" ? { payload: value } : Array.isArray(value) ? { items: value } : value;
	// Records have no more in them than JSON does.
	return fromJson(schema, json as JsonValue);
}

/**
 * What a message says. Its records lack what says nothing, as proto3 has it: zero, false, and what is empty.
 *
 * @param data undefined where it is a text
 */
export function valueIn(schema: DescMessage, message: Message, data: DataRef | undefined): RpcValue {
	// A message of ours has no more in it than records do.
	const record = toJson(schema, message) as DataRecord;
	if (data === undefined) return typeof record.payload === "string" ? record.payload : "";
	if (data.count === undefined) return record;
	const items = record.items;
	return Array.isArray(items) ? (items as readonly DataRecord[]) : [];
}
