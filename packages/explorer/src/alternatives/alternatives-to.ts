import { type Scenario, withSettings } from "@roundtrip/model";
import type { Alternative, Wish } from "./alternative.ts";
import { alternatives } from "./registry.ts";

/** What could be otherwise, with the ways in which this scenario can have it. */
export interface OfferedAlternative extends Pick<Alternative, "name" | "what"> {
	readonly wishes: readonly Wish[];
}

/** Everything that this scenario's clients and servers could do otherwise; what it does already is no alternative. */
export function alternativesTo(scenario: Scenario): readonly OfferedAlternative[] {
	const asItIs = JSON.stringify(scenario);
	return alternatives.flatMap(({ name, what, wishes }) => {
		const possible = wishes(scenario).filter(({ settings }) => {
			const changed = withSettings(scenario, settings);
			return changed.ok && JSON.stringify(changed.value) !== asItIs;
		});
		return possible.length === 0 ? [] : [{ name, what, wishes: possible }];
	});
}
