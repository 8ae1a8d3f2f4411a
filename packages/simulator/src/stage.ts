import { type PlannedExchange, planTraffic } from "@roundtrip/behaviour";
import type { Kernel } from "@roundtrip/kernel";
import {
	demandOf,
	type Fault,
	PROGRAM_VERSION,
	type Scenario,
	strikesLink,
	TRACE_VERSION,
	type Trace,
	type TraceHeader,
	type TraceWriter,
} from "@roundtrip/model";
import { NodeDeaths } from "./crashes.ts";
import { fidelityOf } from "./fidelity.ts";
import { scheduleHamperings } from "./hamperings.ts";
import { createConversations } from "./known-conversations.ts";
import { createTransactions } from "./known-transactions.ts";
import { HeldMessages, isOvertaken } from "./overtaking.ts";
import type { PlayParts } from "./parts.ts";
import { connectionsOf, known, populate } from "./population.ts";
import { createTraffic } from "./traffic.ts";
import { createWorld, LONGEST_RUN_DAYS, LONGEST_RUN_NS, type World } from "./world.ts";

/** How many steps of the world are taken before its trace is looked at again. */
const STEPS_AT_ONCE = 10_000;

export type SimulateResult =
	| { readonly ok: true; readonly trace: Trace }
	| { readonly ok: false; readonly problem: string };

/** What one run of a scenario is given. */
export interface Performance {
	/** Beside the scenario's own. */
	readonly faults: readonly Fault[];
	/** At time 0, with nothing in it; where the run comes to its end, nothing waits in it then. */
	readonly kernel: Kernel;
	readonly createTrace: (header: TraceHeader) => TraceWriter;
	readonly keepsBytes: boolean;
	readonly packetsAtMost: number;
	readonly maxEvents: number;
}

/** A scenario with all worked out that no fault changes, to be played as often as one likes. */
export interface Stage {
	readonly plan: readonly PlannedExchange[];
	play(performance: Performance): SimulateResult;
}

export function createStage(parts: PlayParts, written: Scenario, seed: number): Stage {
	const scenario: Scenario = { ...written, seed };
	const { gzip, deflate, keys, createLinkTeller } = parts;
	const createAuth = asksForProof(scenario) ? parts.createAuth : undefined;
	const createHearts = hasHeartbeats(scenario) ? parts.createHearts : undefined;
	const plan = planTraffic(scenario, seed);
	const conversationOf = createConversations(scenario);
	const transactions = createTransactions(scenario);
	const connections = connectionsOf(scenario);
	const versions = { roundtrip: PROGRAM_VERSION };
	const ownFidelity = fidelityOf(scenario);

	return {
		plan,
		play({ faults, kernel, createTrace, maxEvents, keepsBytes, packetsAtMost }) {
			const played: Scenario = { ...scenario, faults: [...scenario.faults, ...faults] };
			const fidelity = faults.some(strikesLink) ? fidelityOf(played) : ownFidelity;
			const header: TraceHeader = {
				trace: TRACE_VERSION,
				world: "simulated",
				seed,
				scenario: played,
				versions,
				fidelity,
			};
			const trace = createTrace(header);
			const links = createLinkTeller?.(played, trace);
			const deaths = new NodeDeaths();
			const overtaking = isOvertaken(played) ? new HeldMessages() : undefined;
			// One literal, since there are many runs: an object that is spread into another costs several times as much.
			const world = createWorld({
				scenario: played,
				plan,
				kernel,
				trace,
				conversationOf,
				transactions,
				gzip,
				deflate,
				createAuth,
				createHearts,
				keys,
				deaths,
				links,
				overtaking,
				keepsBytes,
				packetsAtMost,
			});
			const traffic = createTraffic(world, plan, (planned, causes) =>
				known(population.clients, planned.from).begin(planned, causes),
			);
			const population = populate(world, connections, traffic.settled, parts);
			traffic.start();
			deaths.begin(world, population);
			scheduleHamperings(world);
			const problem = toTheEnd(world, trace, maxEvents);
			return problem === undefined ? { ok: true, trace } : { ok: false, problem };
		},
	};
}

/** Whether anybody has to say who they are, or gives out what shows it. */
function asksForProof({ nodes, routes }: Scenario): boolean {
	const isDemanded = Object.values(routes).some((each) =>
		Object.values(each).some((steps) => demandOf(steps) !== undefined),
	);
	return (
		isDemanded ||
		Object.values(nodes).some((node) =>
			node.is === "client" ? node.proves !== undefined : node.is === "server" && node.issues !== undefined,
		)
	);
}

/** Whether some server asks whether its clients are there. */
function hasHeartbeats({ nodes }: Scenario): boolean {
	return Object.values(nodes).some((node) => node.is === "server" && node.websocket?.ping !== undefined);
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
