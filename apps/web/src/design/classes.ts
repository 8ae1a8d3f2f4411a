/** Class names without those that don't apply. */
export function classes(...names: readonly (string | false | undefined)[]): string {
	return names.filter((name) => name !== false && name !== undefined && name !== "").join(" ");
}
