/** What a run was given that needs it; if it was not, that is a fault of ours. */
export function given<Part>(part: Part | undefined, what: string): Part {
	if (part === undefined) throw new Error(`the run was not made for scenarios with ${what}`);
	return part;
}
