import type { IdempotencyPolicy } from "./policy.ts";

/** What a request says of its key. `detail` is for whoever sent it. */
export type KeyReading =
	| { readonly ok: true; readonly key: string }
	| { readonly ok: false; readonly why: "missing" | "malformed"; readonly detail: string };

/** sf-string, and the parameters that an Item may have: they say nothing here and are skipped (RFC 9651, section 3.1.2). */
const STRUCTURED = /^ *"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"((?: *;.*)?) *$/;
const PARAMETERS =
	/^(?: *; *[a-z*][a-z0-9_.*-]*(?:=(?:"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"|[\x21\x23-\x3a\x3c-\x7e]+))?)*$/;
/** No comma: two fields that were joined on the way are not one key. No quote: that would be a structured one. */
const BARE = /^[ \t]*([\x21\x23-\x2b\x2d-\x7e]+)[ \t]*$/;

/**
 * Reads the key from all values of its field.
 *
 * @param values one for each time that the field stands in the request
 */
export function readKey(values: readonly string[], policy: IdempotencyPolicy): KeyReading {
	const [value, ...more] = values;
	if (value === undefined) return { ok: false, why: "missing", detail: `The field ${policy.field} is missing.` };
	if (more.length > 0) return malformed(`The field ${policy.field} may stand in a request only once.`);
	// The longest way to write a key escapes every character; parameters are few.
	if (value.length > 2 * policy.lengthAtMost + 256) return malformed(tooLong(policy));
	const key = keyIn(value, policy);
	if (key === undefined) return malformed(`${FORMS[policy.syntax]}, such as ${EXAMPLES[policy.syntax]}.`);
	if (key.length > policy.lengthAtMost) return malformed(tooLong(policy));
	if (key.length < policy.lengthAtLeast)
		return malformed(`A key has at least ${policy.lengthAtLeast} characters, so that nobody guesses it.`);
	return { ok: true, key };
}

const FORMS = {
	structured: "A key is written in double quotes",
	bare: "A key is visible ASCII without quotes and commas",
	either: "A key is visible ASCII without commas, or text in double quotes",
};
const EXAMPLES = {
	structured: '"8e03978e-40d5-43e8-bc93-6894a57f9324"',
	bare: "8e03978e-40d5-43e8-bc93-6894a57f9324",
	either: "8e03978e-40d5-43e8-bc93-6894a57f9324",
};

function keyIn(value: string, { syntax }: IdempotencyPolicy): string | undefined {
	const structured = syntax === "bare" ? undefined : structuredString(value);
	return structured ?? (syntax === "structured" ? undefined : BARE.exec(value)?.[1]);
}

function structuredString(value: string): string | undefined {
	const [, text, parameters = ""] = STRUCTURED.exec(value) ?? [];
	if (text === undefined || !PARAMETERS.test(parameters.trimEnd())) return undefined;
	return text.replace(/\\(["\\])/g, "$1");
}

/** How a key is written as a String of Structured Fields; undefined where it can't be. */
export function structuredKey(key: string): string | undefined {
	if (!/^[\x20-\x7e]*$/.test(key)) return undefined;
	return `"${key.replace(/["\\]/g, "\\$&")}"`;
}

function malformed(detail: string): KeyReading {
	return { ok: false, why: "malformed", detail };
}

function tooLong({ lengthAtMost }: IdempotencyPolicy): string {
	return `A key has at most ${lengthAtMost} characters.`;
}
