/** Who asks. A real server asks its authentication; a test says it in a field. */
export function callerOf(headers: Readonly<Record<string, unknown>>): string {
	const caller = headers["x-caller"];
	return typeof caller === "string" ? caller : "ann";
}
