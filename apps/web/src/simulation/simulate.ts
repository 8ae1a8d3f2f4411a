import type { Scenario } from "@roundtrip/model";
import {
	isPlain,
	type SimulateOptions,
	type SimulateResult,
	simulateWholeMessages,
} from "@roundtrip/simulator/whole-messages";

/** Runs a scenario in virtual time. What only some scenarios need is loaded when one does. */
export async function simulate(scenario: Scenario, options: SimulateOptions = {}): Promise<SimulateResult> {
	if (isPlain(scenario, options.faults)) return simulateWholeMessages(scenario, options);
	return (await import("@roundtrip/simulator")).simulate(scenario, options);
}
