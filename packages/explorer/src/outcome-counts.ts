import type { ExchangeReport } from "@roundtrip/analysis";
import type { Outcome } from "@roundtrip/model";

/**
 * What a client believes and how often it is true, such as `ok 2`, where 2 stands for twice or more; without a number
 * where the exchange asks for no effect.
 */
export type OutcomeName = Outcome["belief"] | `${Outcome["belief"]} ${0 | 1 | 2}`;

/** Exchanges by their outcome. */
export type OutcomeCounts = Readonly<Partial<Record<OutcomeName, number>>>;

const BELIEFS: readonly Outcome["belief"][] = ["ok", "unknown", "failed", "waiting"];

/** Every outcome, in the order of tables: how it should be comes first. */
export const OUTCOMES: readonly OutcomeName[] = [
	...BELIEFS.flatMap((belief): OutcomeName[] => [`${belief} 1`, `${belief} 0`, `${belief} 2`]),
	...BELIEFS,
];

export function outcomeCounts(exchanges: readonly ExchangeReport[]): OutcomeCounts {
	const counts: Partial<Record<OutcomeName, number>> = {};
	for (const { outcome } of exchanges) {
		const name = nameOf(outcome);
		counts[name] = (counts[name] ?? 0) + 1;
	}
	return counts;
}

export function addOutcomes(one: OutcomeCounts, other: OutcomeCounts): OutcomeCounts {
	const sum: Partial<Record<OutcomeName, number>> = { ...one };
	for (const name of OUTCOMES) if (other[name] !== undefined) sum[name] = (sum[name] ?? 0) + other[name];
	return sum;
}

function nameOf({ belief, applied, wantsEffect }: Outcome): OutcomeName {
	if (!wantsEffect) return belief;
	return `${belief} ${applied >= 2 ? 2 : applied === 1 ? 1 : 0}`;
}
