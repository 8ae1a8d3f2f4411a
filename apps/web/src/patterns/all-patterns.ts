import type { GalleryScenario } from "../gallery/scenarios.ts";
import { type Pattern, patterns } from "./patterns.ts";

/** The patterns that have a scenario, in the order in which they are read; then those that scenarios name by themselves. */
export function allPatterns(scenarios: readonly Pick<GalleryScenario, "id" | "pattern">[]): readonly Pattern[] {
	const named = patterns.filter(({ scenario }) => scenarios.some(({ id }) => id === scenario));
	const known = new Set(named.flatMap(({ name, scenario }) => [name, scenario]));
	const own = scenarios.flatMap(({ id, pattern }) =>
		pattern === undefined || known.has(id) || known.has(pattern.name) ? [] : [{ ...pattern, scenario: id }],
	);
	return [...named, ...own];
}
