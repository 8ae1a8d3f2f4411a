import type { HeaderField } from "@roundtrip/behaviour";

/** Header fields as libraries of Node give them, names in lower case; those of HTTP/2's own are left out. */
export function fieldsOf(
	headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): readonly HeaderField[] {
	return Object.entries(headers).flatMap(([name, value]): HeaderField[] =>
		name.startsWith(":") ? [] : [value ?? []].flat().map((each) => [name, each]),
	);
}

/** Fields of one connection, and those that whoever speaks next writes anew (RFC 9110, section 7.6.1). */
const OF_THE_HOP = [
	...["connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "proxy-connection"],
	...["host", "content-length", "roundtrip-call"],
];

/** The fields that are for the other end, whoever stands between. */
export function endToEnd(fields: readonly HeaderField[]): readonly HeaderField[] {
	return fields.filter(([name]) => !OF_THE_HOP.includes(name));
}
