import type { QueryStep } from "./query.ts";

/** All that is committed at once, in order; nothing where the query only reads. */
export function effectsOf({ effect, with: more = [] }: Pick<QueryStep, "effect" | "with">): readonly string[] {
	return effect === undefined ? [] : [effect, ...more];
}
