import type { Data, DataRecord, DataValue } from "../../data/records.ts";

/** Data as proto3 writes it in JSON: what a field has that isn't there is left out, and a list is a message of its records. */
export function protoJsonOf(data: Data): string {
	return JSON.stringify(isList(data) ? { items: data.map(written) } : written(data));
}

/** The message of a request, or of a reply without data, in JSON. */
export function payloadJson(payload: string): string {
	return JSON.stringify(payload === "" ? {} : { payload });
}

function written(record: DataRecord): DataRecord {
	const kept: Record<string, DataValue> = {};
	for (const [name, value] of Object.entries(record)) {
		if (typeof value !== "object") {
			if (value !== 0 && value !== false && value !== "") kept[name] = value;
		} else if (!isList(value)) kept[name] = written(value);
		else if (value.length > 0) kept[name] = value.map(written);
	}
	return kept;
}

function isList(data: Data): data is readonly DataRecord[] {
	return Array.isArray(data);
}
