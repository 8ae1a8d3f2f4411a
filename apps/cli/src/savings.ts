import {
	type Analysis,
	analyse,
	type ConfirmedSaving,
	confirmSaving,
	formatCount,
	type Saving,
	savingsOf,
	worthwhile,
} from "@roundtrip/analysis";
import { simulate } from "@roundtrip/simulator";

/** Larger runs take so long that they are not run again and again unasked. */
const EXCHANGES = 2_000;
const EVENTS = 200_000;

/** What would save time in a run, or why nobody looked. */
export type SavingsResult =
	| { readonly how: "skipped"; readonly why: string }
	| {
			readonly how: "confirmed";
			/** Those worth telling, the most first. */
			readonly confirmed: readonly ConfirmedSaving[];
			readonly tried: readonly Saving[];
	  };

/**
 * Simulates the scenario again with each change that should save something, and measures what it does. Seed and faults are
 * those of the run, which its header holds. A run of another world is set beside a simulated one: both sides of a comparison
 * are of one world.
 *
 * @param asked looked for however large the run is
 */
export function findSavings(analysis: Analysis, asked: boolean): SavingsResult {
	const { exchanges, events } = analysis.summary;
	if (!asked && (exchanges > EXCHANGES || events > EVENTS)) {
		const limit = exchanges > EXCHANGES ? `${formatCount(EXCHANGES)} exchanges` : `${formatCount(EVENTS)} events`;
		return { how: "skipped", why: `What would save time was not tried: more than ${limit}; --savings tries it.` };
	}
	const { header } = analysis.trace;
	const run = (scenario: Saving["scenario"]): Analysis | undefined => {
		const result = simulate(scenario);
		return result.ok ? analyse(result.trace) : undefined;
	};
	const tried = savingsOf(analysis);
	const before = header.world === "simulated" || tried.length === 0 ? analysis : run(header.scenario);
	const confirmed = tried.flatMap((saving) => {
		const after = run(saving.scenario);
		return before && after ? [confirmSaving(saving, before, after)] : [];
	});
	return { how: "confirmed", confirmed: worthwhile(confirmed), tried };
}
