import type { HeaderField } from "../../messages/http-message.ts";
import { bearerOf } from "../bearer.ts";

/** The field that carries a key. No standard names it; most use this one. */
const KEY_FIELD = "x-api-key";

export function keyField(key: string): HeaderField {
	return [KEY_FIELD, key];
}

/** The key of a request, in its own field or as a bearer's. */
export function keyOf(fields: readonly HeaderField[]): string | undefined {
	return fields.find(([name]) => name === KEY_FIELD)?.[1] ?? bearerOf(fields);
}
