import { type Gzip, planTraffic } from "@roundtrip/behaviour";
import { createTrace, type Fault, PROGRAM_VERSION, type Scenario, TRACE_VERSION, type Trace } from "@roundtrip/model";
import { scheduleCrashes } from "./crashes.ts";
import { fidelityOf } from "./fidelity.ts";
import type { CreateCaller } from "./links/caller-parts.ts";
import { known, populate } from "./population.ts";
import { createTraffic } from "./traffic.ts";
import { createWorld, LONGEST_RUN_DAYS, LONGEST_RUN_NS, type World } from "./world.ts";

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

export type SimulateResult =
	| { readonly ok: true; readonly trace: Trace }
	| { readonly ok: false; readonly problem: string };

const BYTES_KEPT_UP_TO = 2_000;
const PACKETS_KEPT_UP_TO = 200;
const PACKETS_AT_MOST = 50_000;
const EVENTS_AT_MOST = 4_000_000;
/** How many steps of the world are taken before its trace is looked at again. */
const STEPS_AT_ONCE = 10_000;

/** What only some scenarios need, and the rest do without. */
export interface PlayParts {
	readonly createCaller: CreateCaller;
	readonly gzip?: Gzip | undefined;
}

/** Runs a scenario in virtual time, over links that are made so. */
export function play({ createCaller, gzip }: PlayParts, scenario: Scenario, options: SimulateOptions): SimulateResult {
	const seed = options.seed ?? scenario.seed;
	const played: Scenario = { ...scenario, seed, faults: [...scenario.faults, ...(options.faults ?? [])] };
	const plan = planTraffic(played, seed);
	const trace = createTrace({
		...{ trace: TRACE_VERSION, world: "simulated", seed, scenario: played },
		versions: { roundtrip: PROGRAM_VERSION },
		fidelity: fidelityOf(played),
	});
	const world = createWorld(
		played,
		trace,
		{
			bytes: options.keepBytes ?? plan.length <= BYTES_KEPT_UP_TO,
			packets: (options.keepPackets ?? plan.length <= PACKETS_KEPT_UP_TO) ? PACKETS_AT_MOST : 0,
		},
		gzip,
	);
	const traffic = createTraffic(world, plan, (planned, causes) =>
		known(population.clients, planned.from).begin(planned, causes),
	);
	const population = populate(world, traffic.settled, createCaller);
	traffic.start();
	scheduleCrashes(world, population);
	const problem = toTheEnd(world, trace, options.maxEvents ?? EVENTS_AT_MOST);
	return problem === undefined ? { ok: true, trace } : { ok: false, problem };
}

/** Lets everything happen; tells why it can't come to its end. */
function toTheEnd({ kernel }: World, trace: Trace, maxEvents: number): string | undefined {
	for (;;) {
		const stopped = kernel.run({ untilNs: LONGEST_RUN_NS, maxEvents: STEPS_AT_ONCE });
		if (stopped === "empty") return undefined;
		if (stopped === "horizon") {
			return `the run lasts longer than ${LONGEST_RUN_DAYS} days; give it less traffic, or shorter work`;
		}
		if (trace.length > maxEvents) {
			return `the run has more than ${maxEvents} events; give it less traffic, or fewer attempts`;
		}
	}
}
