import type { HeaderField } from "../messages/http-message.ts";

/** The field that carries a token or key (RFC 6750, section 2.1). */
export function bearerField(credential: string): HeaderField {
	return ["authorization", `Bearer ${credential}`];
}

/** What the field carries; undefined where it is of another scheme. The scheme's name may be in any case. */
export function bearerOf(fields: readonly HeaderField[]): string | undefined {
	const value = fields.find(([name]) => name === "authorization")?.[1];
	return value === undefined ? undefined : /^bearer +([\w.~+/-]+=*)$/i.exec(value)?.[1];
}
