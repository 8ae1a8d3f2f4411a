/** JSON with a line for each member, where it is whole; as it is where it isn't. */
export function jsonText(json: string): string {
	const value = jsonValue(json);
	return value === undefined ? json : JSON.stringify(value, null, 2);
}

/** What JSON says; undefined where it is none, or only the begin of one. */
export function jsonValue(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}

/** A member of a value that may be no object at all. */
export function memberOf(value: unknown, name: string): unknown {
	return typeof value === "object" && value !== null
		? Object.entries(value).find(([key]) => key === name)?.[1]
		: undefined;
}

/** What is added where the trace has only the begin. */
export const CUT = "The trace keeps the first 1,024 bytes of a content; what follows isn't shown.";
