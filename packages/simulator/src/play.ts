import { createKernel } from "@roundtrip/kernel";
import { createTrace, type Fault, type Scenario } from "@roundtrip/model";
import type { PlayParts } from "./parts.ts";
import { createStage, type SimulateResult } from "./stage.ts";

export type { SimulateResult };

export interface SimulateOptions {
	/** Instead of the scenario's own. */
	readonly seed?: number;
	/** Beside the scenario's own. */
	readonly faults?: readonly Fault[];
	/** Whether the trace keeps the bytes of messages; by default it does for up to 2,000 exchanges. */
	readonly keepBytes?: boolean;
	/**
	 * Whether the trace has the packets of links that are simulated packet by packet; by default it does for up to 200
	 * exchanges. It never has more than 50,000: those after them leave no event. Nor do those that come more than a second
	 * after the run's last other event.
	 */
	readonly keepPackets?: boolean;
	/** A run that grows beyond so many events is given up; 4,000,000 by default. */
	readonly maxEvents?: number;
}

const BYTES_KEPT_UP_TO = 2_000;
const PACKETS_KEPT_UP_TO = 200;
const PACKETS_AT_MOST = 50_000;
const EVENTS_AT_MOST = 4_000_000;

/** Runs a scenario in virtual time, over links that are made so. */
export function play(parts: PlayParts, scenario: Scenario, options: SimulateOptions): SimulateResult {
	const stage = createStage(parts, scenario, options.seed ?? scenario.seed);
	const exchanges = stage.plan.length;
	return stage.play({
		faults: options.faults ?? [],
		kernel: createKernel(),
		createTrace,
		keepsBytes: options.keepBytes ?? exchanges <= BYTES_KEPT_UP_TO,
		packetsAtMost: (options.keepPackets ?? exchanges <= PACKETS_KEPT_UP_TO) ? PACKETS_AT_MOST : 0,
		maxEvents: options.maxEvents ?? EVENTS_AT_MOST,
	});
}
