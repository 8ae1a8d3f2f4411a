import type { HttpReply, HttpRequest } from "../messages/http-message.ts";
import { combinedField, listMembers, membersOf } from "../protocols/rest/fields.ts";

/** The names that Vary lists, in lower case and in order, each once (RFC 9110, section 12.5.5). */
export function varyOf({ fields }: HttpReply): readonly string[] {
	return [...new Set(listMembers(fields, "vary").map((name) => name.toLowerCase()))].sort();
}

/** Whether a reply depends on more than a request says, so that it fits no other one. */
export function fitsNoOther(vary: readonly string[]): boolean {
	return vary.includes("*");
}

/**
 * What a request says in the fields that a reply depends on, as one text: the same for values that differ only in how
 * lists are written (RFC 9111, section 4.1).
 */
export function variantOf({ fields }: HttpRequest, vary: readonly string[]): string {
	const values = vary.map((name) => {
		const value = combinedField(fields, name);
		return value === undefined ? null : membersOf(value).join(", ");
	});
	return vary.length === 0 ? "" : JSON.stringify(vary.map((name, index) => [name, values[index]]));
}
