import { compareTraces } from "@roundtrip/analysis";
import { parseScenario, printProblem, type Scenario, type Trace } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { type RunOptions, runReal } from "@roundtrip/sockets";
import { expect } from "vitest";

/** A machine that is busy with other things can be late at the very moment of a crash; a test is given another chance. */
export const PATIENCE: { readonly timeout: number; readonly retry: number } = { timeout: 60_000, retry: 2 };

/** A scenario by what stands under its title. */
export function scenarioOf(text: string): Scenario {
	// Lists that go on in lines of their own are indented by tabs here, and YAML takes none before them.
	const result = parseScenario(`roundtrip: 1\ntitle: A test\n${text.replace(/\n\t+ */g, " ")}`);
	if (!result.ok) throw new Error(result.problems.map((problem) => printProblem(problem, "test")).join("\n"));
	return result.value;
}

/** The same scenario in the simulator and on real sockets. */
export interface BothWorlds {
	readonly simulated: Trace;
	readonly real: Trace;
}

/** Plays a scenario in both worlds. How long first exchanges take isn't what it is for: nobody rehearses. */
export async function inBothWorlds(scenario: Scenario, options: RunOptions = {}): Promise<BothWorlds> {
	const real = await runReal(scenario, { isRehearsed: false, ...options });
	if (!real.ok) throw new Error(real.problem.message);
	const simulated = simulate(scenario);
	if (!simulated.ok) throw new Error(simulated.problem);
	return { simulated: simulated.trace, real: real.trace };
}

/** The same exchanges, attempts, outcomes and messages, whatever their times. */
export function expectSameShape({ simulated, real }: BothWorlds): void {
	const { sameShape, differences, onlyInA, onlyInB } = compareTraces(simulated, real);
	expect({ sameShape, differences, onlyInA, onlyInB }).toEqual({
		...{ sameShape: true, differences: [], onlyInA: [], onlyInB: [] },
	});
}
