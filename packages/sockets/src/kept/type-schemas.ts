import type { DataRef, FieldKind, Types } from "@roundtrip/model";

/** A schema of JSON, as OpenAPI 3.1 has it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The name of the schema of problem details: a type of the scenario may have the plain one. */
export function problemName(types: Types): string {
	let name = "Problem";
	while (Object.hasOwn(types, name)) name += "Details";
	return name;
}

/** Schemas of a scenario's types, by their names: every field is always there. */
export function typeSchemas(types: Types): Readonly<Record<string, JsonSchema>> {
	return Object.fromEntries(
		Object.entries(types).map(([name, fields]) => [
			name,
			{
				type: "object",
				required: Object.keys(fields),
				properties: Object.fromEntries(Object.entries(fields).map(([field, kind]) => [field, fieldSchema(kind)])),
			},
		]),
	);
}

/** The schema of records, which refers to those of the types. */
export function dataSchema({ type, count }: DataRef): JsonSchema {
	return count === undefined ? reference(type) : listSchema(type, count);
}

function fieldSchema(field: FieldKind): JsonSchema {
	if (field.kind === "number") return { type: "integer" };
	if (field.kind === "flag") return { type: "boolean" };
	if (field.kind === "text") return { type: "string", maxLength: field.bytes };
	return field.kind === "record" ? reference(field.type) : listSchema(field.type, field.count);
}

function listSchema(type: string, count: number): JsonSchema {
	return { type: "array", items: reference(type), minItems: count, maxItems: count };
}

function reference(type: string): JsonSchema {
	return { $ref: `#/components/schemas/${type}` };
}
