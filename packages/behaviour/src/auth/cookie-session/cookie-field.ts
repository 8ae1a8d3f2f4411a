import type { HeaderField } from "../../messages/http-message.ts";

/** A value among the cookies of a request (RFC 6265bis, section 4.2); the first where a name comes twice. */
export function cookieValue(fields: readonly HeaderField[], name: string): string | undefined {
	for (const [field, value] of fields) {
		if (field !== "cookie") continue;
		for (const pair of value.split(";")) {
			const equals = pair.indexOf("=");
			if (equals >= 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
		}
	}
	return undefined;
}
