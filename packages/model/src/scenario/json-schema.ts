import { z } from "zod";
import { scenarioSchema } from "./scenario.ts";

/** A JSON Schema (draft 2020-12), or a part of one. */
export interface JsonSchema {
	readonly [keyword: string]: unknown;
	readonly properties?: Readonly<Record<string, JsonSchema>>;
	readonly additionalProperties?: JsonSchema | boolean;
	readonly items?: JsonSchema;
	readonly anyOf?: readonly JsonSchema[];
	readonly const?: unknown;
}

/** The scenario format for editors, as files are written: `# yaml-language-server: $schema=scenario.schema.json`. */
export function scenarioJsonSchema(): JsonSchema {
	const schema = z.toJSONSchema(scenarioSchema, { io: "input", unrepresentable: "any" });
	return { title: "Roundtrip scenario", ...schema } as JsonSchema;
}
