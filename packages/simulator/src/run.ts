import { createMessageFaults, type PlannedExchange, plannedCrashes, planTraffic } from "@roundtrip/behaviour";
import {
	createTrace,
	type Fault,
	linkEnds,
	linkName,
	PROGRAM_VERSION,
	type Scenario,
	TRACE_VERSION,
	type Trace,
	type TraceWriter,
} from "@roundtrip/model";
import { createKernel } from "./kernel/kernel.ts";
import { type Answerer, type Caller, createCaller } from "./network/caller.ts";
import { createLink } from "./network/link.ts";
import { createClient, type SimulatedClient } from "./nodes/client.ts";
import { createDatabase } from "./nodes/database.ts";
import type { Job } from "./nodes/job.ts";
import { createServer } from "./nodes/server.ts";
import type { Machine, World } from "./world.ts";

export interface SimulateOptions {
	/** Instead of the scenario's own. */
	readonly seed?: number;
	/** Beside the scenario's own. */
	readonly faults?: readonly Fault[];
	/** Whether the trace keeps the bytes of messages; by default it does for up to 2,000 exchanges. */
	readonly keepBytes?: boolean;
}

export type SimulateResult =
	| { readonly ok: true; readonly trace: Trace }
	| { readonly ok: false; readonly problem: string };

const BYTES_KEPT_UP_TO = 2_000;
const EVENTS_AT_MOST = 4_000_000;

/** Runs a scenario in virtual time. The same scenario, seed and faults give the same trace in every engine, byte for byte. */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): SimulateResult {
	const seed = options.seed ?? scenario.seed;
	const played: Scenario = { ...scenario, seed, faults: [...scenario.faults, ...(options.faults ?? [])] };
	const plan = planTraffic(played, seed);
	const trace = createTrace({
		...{ trace: TRACE_VERSION, world: "simulated", seed, scenario: played },
		versions: { roundtrip: PROGRAM_VERSION },
		fidelity: { "http/1.1": "bytes", sql: "bytes" },
	});
	const world = createWorld(played, seed, trace, options.keepBytes ?? plan.length <= BYTES_KEPT_UP_TO);
	populate(world, plan);
	if (world.kernel.run({ maxEvents: EVENTS_AT_MOST }) === "limit") {
		return {
			ok: false,
			problem: `the run has more than ${EVENTS_AT_MOST} events; give it less traffic or fewer attempts`,
		};
	}
	return { ok: true, trace };
}

function createWorld(scenario: Scenario, seed: number, trace: TraceWriter, keepsBytes: boolean): World {
	const kernel = createKernel();
	const actions: ((() => void) | undefined)[] = [];
	const free: number[] = [];
	const act = kernel.register((slot) => {
		const action = actions[slot];
		actions[slot] = undefined;
		free.push(slot);
		action?.();
	});
	const machines = new Map(
		Object.keys(scenario.nodes).map((name): [string, Machine] => [
			name,
			{ name, state: "up", life: 1, lastChange: undefined },
		]),
	);
	return {
		...{ kernel, scenario, seed, keepsBytes, machines },
		messageFaults: createMessageFaults(scenario),
		record: (draft) => trace.append({ ...draft, at: kernel.now }),
		later(delayNs, action) {
			const slot = free.pop() ?? actions.length;
			actions[slot] = action;
			const handle = kernel.after(delayNs, act, slot, 0);
			return {
				cancel() {
					if (!kernel.cancel(handle)) return;
					actions[slot] = undefined;
					free.push(slot);
				},
			};
		},
	};
}

type Answering = Answerer & { die(): void };

/** Builds the nodes and their links, and schedules what happens to them. */
function populate(world: World, plan: readonly PlannedExchange[]): void {
	const { scenario, machines } = world;
	const answerers = new Map<string, Answering>();
	const callers = new Map<string, Caller>();
	const clients = new Map<string, SimulatedClient>();
	const known = <Value>(map: ReadonlyMap<string, Value>, name: string): Value => {
		const value = map.get(name);
		if (value === undefined) throw new Error(`'${name}' is not part of the run`);
		return value;
	};

	for (const [name, spec] of Object.entries(scenario.links)) {
		const { from, to } = linkEnds(name);
		const asking = scenario.nodes[from];
		const limit = asking !== undefined && "connections" in asking ? asking.connections : 1;
		const link = createLink(name, spec, known(machines, from), known(machines, to));
		callers.set(
			name,
			createCaller(world, link, limit, () => known(answerers, to)),
		);
	}

	const callerFrom = (job: Job): Caller => known(callers, job.connection.link.name);
	const followers = followersOf(plan);
	for (const [name, spec] of Object.entries(scenario.nodes)) {
		const machine = known(machines, name);
		const callerTo = (other: string): Caller => known(callers, linkName(name, other));
		if (spec.is === "database") answerers.set(name, createDatabase({ world, machine, spec, callerFrom }));
		else if (spec.is === "server") answerers.set(name, createServer({ world, machine, spec, callerTo, callerFrom }));
		else {
			const stepsOf = (server: string, request: string) => scenario.routes[server]?.[request] ?? [];
			const settled = (exchange: number, seq: number): void => {
				const next = followers.get(exchange);
				if (next !== undefined)
					world.later(Math.max(0, next.atNs - world.kernel.now), () => known(clients, next.from).begin(next, [seq]));
			};
			clients.set(name, createClient({ world, name, spec, callerTo, stepsOf, settled }));
		}
	}
	for (const planned of plan) {
		if (planned.after === undefined) world.later(planned.atNs, () => known(clients, planned.from).begin(planned, []));
	}
	scheduleCrashes(world, answerers, [...callers.values()]);
}

/** Which exchange begins when another is over: by the earlier one. */
function followersOf(plan: readonly PlannedExchange[]): ReadonlyMap<number, PlannedExchange> {
	return new Map(plan.flatMap((planned) => (planned.after === undefined ? [] : [[planned.after, planned] as const])));
}

function scheduleCrashes(world: World, answerers: ReadonlyMap<string, Answering>, callers: readonly Caller[]): void {
	for (const { fault, node, atNs, restartAtNs, silent } of plannedCrashes(world.scenario)) {
		const machine = world.machines.get(node);
		if (machine === undefined) continue;
		world.later(atNs, () => {
			machine.state = silent ? "dark" : "down";
			const seq = world.record({ node, kind: "crashed", causes: [], data: { fault, silent } });
			machine.lastChange = seq;
			answerers.get(node)?.die();
			for (const caller of callers) {
				if (caller.link.asker === machine) caller.die();
				if (caller.link.answerer === machine && !silent) caller.answererDied(seq);
			}
		});
		if (restartAtNs === undefined) continue;
		world.later(restartAtNs, () => {
			machine.state = "up";
			machine.life++;
			const causes = machine.lastChange === undefined ? [] : [machine.lastChange];
			machine.lastChange = world.record({ node, kind: "restarted", causes, data: { fault } });
		});
	}
}
