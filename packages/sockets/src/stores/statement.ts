import type { Statement } from "@roundtrip/behaviour";

/** The statement that a request carries, or undefined where it carries none. Never throws. */
export function parseStatement(content: string): Statement | undefined {
	const value = parseJson(content);
	if (typeof value !== "object" || value === null || !("sql" in value) || !("parameters" in value)) return undefined;
	const { sql, parameters } = value;
	if (typeof sql !== "string" || !Array.isArray(parameters)) return undefined;
	return parameters.every((each) => typeof each === "string" || typeof each === "number")
		? { sql, parameters }
		: undefined;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
