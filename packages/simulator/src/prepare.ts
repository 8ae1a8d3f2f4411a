import { createKernel } from "@roundtrip/kernel";
import { createEventList, type Fault, type Scenario } from "@roundtrip/model";
import { allParts } from "./all-parts.ts";
import { createStage, type SimulateResult } from "./stage.ts";
import { isPlain, PLAIN_PARTS } from "./whole-messages.ts";

/** A scenario that is to be played many times, each time with other faults. */
export interface PreparedScenario {
	/**
	 * Plays it with these faults beside its own, as `simulate` does: the same events at the same times, without the bytes
	 * of messages and without packets.
	 */
	play(faults: readonly Fault[]): SimulateResult;
}

export interface PrepareOptions {
	/** Instead of the scenario's own. */
	readonly seed?: number;
	/** A run that grows beyond so many events is given up; 100,000 by default. */
	readonly maxEvents?: number;
}

const EVENTS_AT_MOST = 100_000;

/** Works out what all runs of a scenario share, so that each of them is quick. */
export function prepare(scenario: Scenario, options: PrepareOptions = {}): PreparedScenario {
	const stage = createStage(isPlain(scenario) ? PLAIN_PARTS : allParts(), scenario, options.seed ?? scenario.seed);
	const maxEvents = options.maxEvents ?? EVENTS_AT_MOST;
	let kernel = createKernel();
	return {
		play(faults) {
			// A run that was given up leaves its kernel behind with what still waits.
			if (kernel.pending > 0) kernel = createKernel();
			else kernel.reset();
			return stage.play({
				faults,
				kernel,
				maxEvents,
				createTrace: createEventList,
				keepsBytes: false,
				packetsAtMost: 0,
			});
		},
	};
}
