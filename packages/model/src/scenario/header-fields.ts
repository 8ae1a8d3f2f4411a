import { z } from "zod";
import { describe, type Field } from "./fields.ts";
import { LIMITS } from "./limits.ts";

/** Header fields of a message by their names, in lower case. */
export type HeaderFields = Readonly<Record<string, string>>;

/** What frames messages: the connection's business, and no scenario's (RFC 9110, section 7.6.1; RFC 9113, section 8.2.2). */
const OWN = [
	"connection",
	"content-length",
	"transfer-encoding",
	"upgrade",
	"host",
	"te",
	"trailer",
	"keep-alive",
	"date",
];

const NAME = /^[a-z][a-z0-9-]{0,63}$/;

const name = z
	.string()
	.regex(NAME, { error: "the name of a header field is in lower case: letters, digits and -" })
	.refine((each) => !OWN.includes(each) && !each.startsWith("roundtrip-"), {
		error: "this field is set by the connection itself",
	});

/** RFC 9110, section 5.5: visible characters, with spaces and tabs between them. */
const value = z
	.string({ error: ({ input }) => `${describe(input)} is not text; put it in quotes` })
	.max(LIMITS.headerLength, { error: `longer than ${LIMITS.headerLength} characters` })
	.regex(/^[!-~]([ -~\t]*[!-~])?$/, {
		error: ({ input }) =>
			`${describe(input)} can't be the value of a header field: it has visible ASCII characters only`,
	});

export const headersField: Field<HeaderFields> = z
	.record(name, value, { error: ({ input }) => `${describe(input)} is no map of header fields: write name: value` })
	.refine((fields) => Object.keys(fields).length <= LIMITS.headerFields, {
		error: `more than ${LIMITS.headerFields} header fields`,
	});
