/** What of a query it depends on: it stands apart from the grammar of queries, which needs it. */
interface Committing {
	readonly effect?: string | undefined;
	readonly with?: readonly string[] | undefined;
}

/** All that is committed at once, in order; nothing where the query only reads. */
export function effectsOf({ effect, with: more = [] }: Committing): readonly string[] {
	return effect === undefined ? [] : [effect, ...more];
}
