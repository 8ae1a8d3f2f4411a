import type { HttpAnswer } from "../answer.ts";

type Headers = Readonly<Record<string, number | string | readonly string[] | undefined>>;

/** Fields as Node has them, one entry a field. */
function fieldsOf(headers: Headers): HttpAnswer["fields"] {
	return Object.entries(headers).flatMap(([name, value]) => {
		const values = Array.isArray(value) ? value : [value];
		return values
			.filter((each) => each !== undefined)
			.map((each): readonly [string, string] => [name.toLowerCase(), String(each)]);
	});
}

/**
 * Those fields that a handler has set itself. What stood there before it began belongs to the connection or to whoever
 * watches over all routes, and is set anew for every request.
 */
export function fieldsAdded(before: Headers, after: Headers): HttpAnswer["fields"] {
	const had = new Set(fieldsOf(before).map(([name, value]) => `${name}: ${value}`));
	return fieldsOf(after).filter(([name, value]) => !had.has(`${name}: ${value}`));
}

/** Sets all fields, those that stand several times with all their values. */
export function setFields(fields: HttpAnswer["fields"], set: (name: string, value: string | string[]) => void): void {
	const byName = new Map<string, string[]>();
	for (const [name, value] of fields) byName.set(name, [...(byName.get(name) ?? []), value]);
	for (const [name, values] of byName) set(name, values.length === 1 ? (values[0] ?? "") : values);
}

/** All values of a field, as they came: Node joins those of some fields, and two keys must not become one. */
export function rawValues(rawHeaders: readonly string[], name: string): readonly string[] {
	return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name);
}
