import { z } from "zod";
import { describe, type Field } from "../fields.ts";
import { LIMITS } from "../limits.ts";

/** Visible characters but quotes and backslashes (RFC 6749, section 3.3). */
const scope = z
	.string({ error: ({ input }) => `${describe(input)} is not a scope; write it like orders:write` })
	.regex(/^[!#-[\]-~]{1,64}$/, {
		error: "a scope is a word of up to 64 visible characters, without quotes and backslashes",
	});

/** What somebody may do, as words that issuer and server agree on. */
export const scopesField: Field<readonly string[]> = z
	.array(scope, { error: "this is a list of scopes: write it like [orders:write]" })
	.min(1, { error: "name a scope, or leave `scope` away" })
	.max(LIMITS.scopes, { error: `more than ${LIMITS.scopes} scopes` });
