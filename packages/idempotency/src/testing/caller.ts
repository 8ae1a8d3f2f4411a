/** Who asks. A real server asks its authentication; a test says it in a field. */
export function callerOf(headers: Readonly<Record<string, unknown>>): string {
	return String(headers["x-caller"] ?? "ann");
}
