import { type DescMessage, fromJson, type JsonValue, type Message, toJson } from "@bufbuild/protobuf";
import type { Data } from "@roundtrip/behaviour";

/** What a message says: records of a type, or a text. */
export type RpcValue = Data | string;

/** The message of libraries for a value. */
export function messageOf(schema: DescMessage, value: RpcValue): Message {
	return fromJson(schema, jsonValue(value));
}

/** The text of a request. */
export function payloadOf(schema: DescMessage, message: Message): string {
	const json = toJson(schema, message);
	const payload = isObject(json) ? json["payload"] : undefined;
	return typeof payload === "string" ? payload : "";
}

/** What a reply says: what it lacks is not put back. */
export function replyOf(schema: DescMessage, message: Message): JsonValue {
	return toJson(schema, message);
}

function jsonValue(value: RpcValue): JsonValue {
	if (typeof value === "string") return { payload: value };
	// Records have no more in them than JSON does.
	return (Array.isArray(value) ? { items: value } : value) as JsonValue;
}

function isObject(json: JsonValue): json is { readonly [name: string]: JsonValue } {
	return typeof json === "object" && json !== null && !Array.isArray(json);
}
