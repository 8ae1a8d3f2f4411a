import { type Analysis, analyse, confirmSaving, type Saving, type Spared } from "@roundtrip/analysis";
import type { Scenario } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";

/** What a second run has measured of one saving, on its way between threads. */
export type Measured =
	| { readonly is: "measured"; readonly spared: Spared; readonly share: number }
	| { readonly is: "impossible"; readonly why: string };

/** Is told what each saving was worth, by its place in the list, as soon as it is known. */
export type TellSaving = (at: number, measured: Measured) => void | Promise<void>;

/**
 * Simulates a scenario as it is and with each change, with the same seed. Both sides of a comparison are simulated, also
 * where the run that the savings were found in is a real one.
 */
export async function confirmSavings(
	scenario: Scenario,
	seed: number,
	savings: readonly Saving[],
	tell: TellSaving,
): Promise<void> {
	const before = runOf(scenario, seed);
	for (const [at, saving] of savings.entries()) {
		const after = runOf(saving.scenario, seed);
		// Awaited, so that the other thread hears of each before the next begins.
		await tell(at, measuredOf(saving, before, after));
	}
}

type Made = { readonly ok: true; readonly analysis: Analysis } | { readonly ok: false; readonly problem: string };

function runOf(scenario: Scenario, seed: number): Made {
	const result = simulate(scenario, { seed });
	return result.ok ? { ok: true, analysis: analyse(result.trace) } : result;
}

function measuredOf(saving: Saving, before: Made, after: Made): Measured {
	if (!before.ok) return { is: "impossible", why: before.problem };
	if (!after.ok) return { is: "impossible", why: after.problem };
	const { spared, share } = confirmSaving(saving, before.analysis, after.analysis);
	return { is: "measured", spared, share };
}
