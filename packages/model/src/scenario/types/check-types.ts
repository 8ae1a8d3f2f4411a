import { size } from "../../units/data.ts";
import { printQuantity } from "../../units/quantity.ts";
import { nearestHint } from "../nearest.ts";
import { type DataRef, printDataRef } from "./data-ref.ts";
import { TYPE_LIMITS } from "./limits.ts";
import type { Types } from "./type-spec.ts";
import { createRecordSizes } from "./value-size.ts";

/** Something wrong with types; its path begins with the name of a type. */
export interface TypeProblem {
	readonly path: readonly string[];
	readonly message: string;
}

/**
 * What the structure of types alone can't say: that every name is a type's, that no record contains itself, and that
 * one record of each fits into a message.
 */
export function checkTypes(types: Types): readonly TypeProblem[] {
	const unknown = unknownTypes(types);
	if (unknown.length > 0) return unknown;
	const withoutEnd = endlessTypes(types);
	if (withoutEnd.length > 0) return withoutEnd;
	return tooLargeTypes(types);
}

/** What is wrong with the data of a message, of types that are right in themselves. */
export function checkDataRef(types: Types, data: DataRef): string | undefined {
	if (!Object.hasOwn(types, data.type)) return noType(types, data.type);
	const bytes = createRecordSizes(types).bytesAtMost(data);
	return bytes > TYPE_LIMITS.valueBytes ? tooLarge(printDataRef(data)) : undefined;
}

/** The fields of a type that hold records, by name. */
function recordFields(types: Types, type: string): readonly (readonly [name: string, type: string])[] {
	return Object.entries(types[type] ?? {}).flatMap(([name, field]) =>
		"type" in field ? [[name, field.type] as const] : [],
	);
}

function noType(types: Types, type: string): string {
	const known = Object.keys(types);
	return known.length === 0 ? `no type '${type}': there are no types` : `no type '${type}'${nearestHint(type, known)}`;
}

function unknownTypes(types: Types): readonly TypeProblem[] {
	return Object.keys(types).flatMap((type) =>
		recordFields(types, type)
			.filter(([, within]) => !Object.hasOwn(types, within))
			.map(([field, within]) => ({ path: [type, field], message: noType(types, within) })),
	);
}

/** Each way round is told once, at the field that closes it. */
function endlessTypes(types: Types): readonly TypeProblem[] {
	const problems: TypeProblem[] = [];
	const finished = new Set<string>();
	const visit = (type: string, above: readonly string[]): void => {
		if (finished.has(type)) return;
		const way = [...above, type];
		for (const [field, within] of recordFields(types, type)) {
			const start = way.indexOf(within);
			if (start < 0) visit(within, way);
			else problems.push({ path: [type, field], message: endless([...way.slice(start), within]) });
		}
		finished.add(type);
	};
	for (const type of Object.keys(types)) visit(type, []);
	return problems;
}

function endless(way: readonly string[]): string {
	const shown = way.length > 6 ? [...way.slice(0, 3), "…", ...way.slice(-2)] : way;
	return `a record without end: ${shown.join(" in ")}; leave this field out`;
}

function tooLargeTypes(types: Types): readonly TypeProblem[] {
	const sizes = createRecordSizes(types);
	return Object.keys(types).flatMap((type) => {
		if (sizes.bytesAtMost({ type }) > TYPE_LIMITS.valueBytes) return [{ path: [type], message: tooLarge(type) }];
		if (sizes.fieldsDeep(type) <= TYPE_LIMITS.fieldsDeep) return [];
		const message = `${type} has more than ${TYPE_LIMITS.fieldsDeep} fields with those of the records within it`;
		return [{ path: [type], message }];
	});
}

function tooLarge(what: string): string {
	return `${what} would be larger than ${printQuantity(TYPE_LIMITS.valueBytes, size)}; make its texts or lists shorter`;
}
