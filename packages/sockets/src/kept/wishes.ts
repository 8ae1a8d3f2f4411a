import { type HeaderField, METHOD_TRAITS } from "@roundtrip/behaviour";
import type { Method } from "@roundtrip/model";
import type { AskedHeaders } from "./exchange.ts";

/** Under which conditions an answer is wanted (RFC 9110, section 13.1). */
const CONDITIONS = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"];
/** In which form, and which part of it (sections 12.5.3 and 14). */
const FORMS = ["accept-encoding", "range", "if-range"];

/** What a reader wants of the answer: it is seen to when that is written, as its content is the stranger's own. */
export function wishesOf(headers: AskedHeaders, method: Method): readonly HeaderField[] {
	return fieldsIn(headers, METHOD_TRAITS[method].isSafe ? [...CONDITIONS, ...FORMS] : FORMS);
}

/** Under which conditions something is to be changed: that is seen to before anything is done. */
export function conditionsOf(headers: AskedHeaders, method: Method): readonly HeaderField[] {
	return METHOD_TRAITS[method].isSafe ? [] : fieldsIn(headers, CONDITIONS);
}

function fieldsIn(headers: AskedHeaders, names: readonly string[]): readonly HeaderField[] {
	const fields: HeaderField[] = [];
	for (const name of names) {
		const value = headers[name];
		if (typeof value === "string") fields.push([name, value]);
	}
	return fields;
}
