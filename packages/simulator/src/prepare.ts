import { createKernel } from "@roundtrip/kernel";
import { createEventList, type Fault, type Scenario } from "@roundtrip/model";
import { allParts } from "./all-parts.ts";
import { createStage, type SimulateResult, type Stage } from "./stage.ts";
import { isPlain, needAll, PLAIN_PARTS } from "./whole-messages.ts";

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
	const seed = options.seed ?? scenario.seed;
	const isWhole = isPlain(scenario);
	const stage = createStage(isWhole ? PLAIN_PARTS : allParts(), scenario, seed);
	/** For faults of which a plain scenario has none. */
	let withAll: Stage | undefined;

	function stageFor(faults: readonly Fault[]): Stage {
		if (!isWhole || !needAll(faults)) return stage;
		withAll ??= createStage(allParts(), scenario, seed);
		return withAll;
	}

	const maxEvents = options.maxEvents ?? EVENTS_AT_MOST;
	let kernel = createKernel();
	return {
		play(faults) {
			// A run that was given up leaves its kernel behind with what still waits.
			if (kernel.pending > 0) kernel = createKernel();
			else kernel.reset();
			return stageFor(faults).play({
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
