import type { Scenario } from "@roundtrip/model";
import {
	hasWholeMessages,
	type SimulateOptions,
	type SimulateResult,
	simulateWholeMessages,
} from "@roundtrip/simulator/whole-messages";

/** Runs a scenario in virtual time. What packets need is loaded when a scenario has some. */
export async function simulate(scenario: Scenario, options: SimulateOptions = {}): Promise<SimulateResult> {
	if (hasWholeMessages(scenario)) return simulateWholeMessages(scenario, options);
	return (await import("@roundtrip/simulator")).simulate(scenario, options);
}
