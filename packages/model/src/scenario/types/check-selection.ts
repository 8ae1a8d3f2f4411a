import { nearestHint } from "../nearest.ts";
import type { Selection } from "./selection.ts";
import type { Types } from "./type-spec.ts";

/** What is wrong with asking these fields of a record of a type: empty where all is well. */
export function checkSelection(types: Types, type: string, selection: Selection): readonly string[] {
	const fields = Object.hasOwn(types, type) ? (types[type] ?? {}) : {};
	return selection.flatMap(({ name, selection: within }) => {
		const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
		if (field === undefined) return [`${type} has no field '${name}'${nearestHint(name, Object.keys(fields))}`];
		const isRecord = "type" in field;
		if (isRecord && within === undefined) {
			return [`say which fields of '${name}': it holds ${field.kind === "list" ? "a list of" : "one"} ${field.type}`];
		}
		if (within === undefined) return [];
		return isRecord ? checkSelection(types, field.type, within) : [`'${name}' is a ${field.kind}: it has no fields`];
	});
}

/** All fields of a type, with those of the records within it. */
export function wholeSelection(types: Types, type: string): Selection {
	return Object.entries(types[type] ?? {}).map(([name, field]) =>
		"type" in field ? { name, selection: wholeSelection(types, field.type) } : { name },
	);
}
