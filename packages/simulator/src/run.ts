import type { Scenario } from "@roundtrip/model";
import { allParts } from "./all-parts.ts";
import { play, type SimulateOptions, type SimulateResult } from "./play.ts";

/** Runs a scenario in virtual time. The same scenario, seed and faults give the same trace in every engine, byte for byte. */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): SimulateResult {
	return play(allParts(), scenario, options);
}
