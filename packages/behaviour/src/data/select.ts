import type { Selection } from "@roundtrip/model";
import type { Data, DataRecord, DataValue } from "./records.ts";

/**
 * What is asked of data, in the order in which it is asked for.
 *
 * @param selection that `checkSelection` finds nothing wrong with
 */
export function select(data: Data, selection: Selection): Data {
	return isList(data) ? data.map((record) => part(record, selection)) : part(data, selection);
}

function part(record: DataRecord, selection: Selection): DataRecord {
	const kept: Record<string, DataValue> = {};
	for (const { name, selection: within } of selection) {
		const value = record[name];
		if (value === undefined) throw new Error(`a record has no field '${name}'`);
		kept[name] = within === undefined || typeof value !== "object" ? value : select(value, within);
	}
	return kept;
}

function isList(data: Data): data is readonly DataRecord[] {
	return Array.isArray(data);
}
