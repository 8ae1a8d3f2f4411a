import type { HeaderField } from "@roundtrip/behaviour";

/** Header fields as libraries of Node give them, names in lower case; those of HTTP/2's own are left out. */
export function fieldsOf(
	headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): readonly HeaderField[] {
	return Object.entries(headers).flatMap(([name, value]): HeaderField[] =>
		name.startsWith(":") ? [] : [value ?? []].flat().map((each) => [name, each]),
	);
}
