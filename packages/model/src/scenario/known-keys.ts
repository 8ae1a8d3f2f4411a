import { type JsonSchema, scenarioJsonSchema } from "./json-schema.ts";
import type { Path } from "./source.ts";

/** The keys that the grammar knows at a place of a document. */
export function knownKeys(path: Path, data: unknown): readonly string[] {
	let schema: JsonSchema | undefined = scenarioJsonSchema();
	let value = data;
	for (const step of path) {
		schema = child(variant(schema, value), String(step));
		value = (value as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[step];
	}
	return Object.keys(variant(schema, value)?.properties ?? {});
}

function child(schema: JsonSchema | undefined, step: string): JsonSchema | undefined {
	const more = schema?.additionalProperties;
	return schema?.properties?.[step] ?? schema?.items ?? (typeof more === "object" ? more : undefined);
}

/** Of several forms, the one that the value has begun: told by the constant of `is`, or by its leading key. */
function variant(schema: JsonSchema | undefined, value: unknown): JsonSchema | undefined {
	if (schema?.anyOf === undefined || typeof value !== "object" || value === null) return schema;
	return schema.anyOf.find((form) => {
		const [lead, definition] = Object.entries(form.properties ?? {})[0] ?? [];
		if (lead === undefined || !Object.hasOwn(value, lead)) return false;
		return definition?.const === undefined || definition.const === (value as Readonly<Record<string, unknown>>)[lead];
	});
}
