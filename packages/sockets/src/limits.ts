import {
	crashesAtPoints,
	type PlannedExchange,
	plannedCrashes,
	plannedExhaustions,
	plannedHamperings,
	returnsAtMost,
	suddenDeaths,
} from "@roundtrip/behaviour";
import {
	duration,
	linkEnds,
	NS_PER_S,
	printQuantity,
	requestTarget,
	type Scenario,
	size,
	strikesLink,
} from "@roundtrip/model";
import type { RunProblem } from "./problem.ts";

/** What a run with real processes and real time can take; beyond it, the simulator is the right world. */
const AT_MOST = {
	processes: 64,
	exchanges: 10_000,
	bodyBytes: 16_000_000,
	/** Until the last exchange begins and the last fault strikes. */
	planNs: 600 * NS_PER_S,
} as const;

const SIMULATE = "run it simulated instead";

/** What of a scenario is too much for the real world; undefined where nothing is. */
export function unsupported(scenario: Scenario, plan: readonly PlannedExchange[]): RunProblem | undefined {
	const restarts =
		plannedCrashes(scenario).filter((crash) => crash.restartAtNs !== undefined).length +
		Object.keys(scenario.nodes).reduce((sum, node) => sum + returnsAtMost(scenario, node), 0);
	const processes = Object.keys(scenario.nodes).length + restarts;
	const planNs = lastPlannedNs(scenario, plan);
	const bytes = largestBody(scenario, plan);
	const message =
		beyondNode(scenario) ??
		standsStill(scenario) ??
		silentAtPoint(scenario) ??
		damagedSocket(scenario) ??
		dyingForEver(scenario) ??
		(processes > AT_MOST.processes
			? `${processes} nodes and restarts are ${processes} processes, and a real run has at most ${AT_MOST.processes}: ${SIMULATE}.`
			: plan.length > AT_MOST.exchanges
				? `${plan.length} exchanges are too many for a real run, which has at most ${AT_MOST.exchanges}: ${SIMULATE}.`
				: planNs > AT_MOST.planNs
					? `This takes more than ${printQuantity(Math.floor(planNs / NS_PER_S) * NS_PER_S, duration)} of real time, and a real run at most ${printQuantity(AT_MOST.planNs, duration)}: ${SIMULATE}.`
					: bytes > AT_MOST.bodyBytes
						? `A body of ${printQuantity(bytes, size)} is too large for a real run, which takes at most ${printQuantity(AT_MOST.bodyBytes, size)}: ${SIMULATE}.`
						: undefined);
	return message === undefined ? undefined : { kind: "unsupported", message };
}

/** What Node's own protocol stacks can't do; undefined where they can all that is asked. */
function beyondNode({ links }: Scenario): string | undefined {
	for (const [name, link] of Object.entries(links)) {
		if (link.over === "http/3") return `The real world can't speak HTTP/3 over ${name}: Node has none; ${SIMULATE}.`;
		if (link.handshake === "0-rtt") {
			return `The real world can't do 0-RTT over ${name}: Node has no early data; write handshake: resumed, or ${SIMULATE}.`;
		}
	}
	return undefined;
}

/** To stop a process and let it go on takes signals that only some systems have. */
function standsStill({ faults }: Scenario): string | undefined {
	if (process.platform !== "win32" || !faults.some((each) => "pause" in each)) return undefined;
	return `The real world can't let a process stand still on Windows: ${SIMULATE}.`;
}

/** A library opens a WebSocket by itself, and tells nobody what it makes of an opening that it can't read. */
function damagedSocket({ faults, links, routes, nodes }: Scenario): string | undefined {
	for (const [index, fault] of faults.entries()) {
		if (!("corrupt" in fault)) continue;
		const struck = fault.on === undefined ? Object.keys(links) : [fault.on];
		const link = struck.find((name) => {
			const server = nodes[linkEnds(name).to];
			const asked = Object.keys(routes[linkEnds(name).to] ?? {});
			const isSubscribed = server?.is === "server" && server.websocket?.subscriptions === true;
			return isSubscribed || asked.some((route) => requestTarget(route).protocol === "websocket");
		});
		if (link === undefined) continue;
		return `The real world can't damage what opens a WebSocket over ${link} (fault ${index + 1}, corrupt): strike a link without one with \`on\`, or ${SIMULATE}.`;
	}
	return undefined;
}

/** The ends of a link have to know since when a machine says nothing; that one dies at a point nobody tells them. */
function silentAtPoint(scenario: Scenario): string | undefined {
	const crash = crashesAtPoints(scenario).find(({ silent }) => silent);
	if (crash === undefined) return undefined;
	const { node, when, of, fault } = crash;
	return `The real world can't take the machine of ${node} away silently at a point of its work (fault ${fault + 1}, when: ${when}, of: ${of}): give the time of the crash with \`at\`, leave out \`silent\`, or ${SIMULATE}.`;
}

/** Every return is a process that waits from the begin on. */
function dyingForEver(scenario: Scenario): string | undefined {
	const endless = plannedExhaustions(scenario).find(
		({ untilNs, restartAfterNs }) => restartAfterNs !== undefined && (untilNs === undefined || restartAfterNs === 0),
	);
	if (endless === undefined) return undefined;
	const { node, fault } = endless;
	return `The real world has to know how often ${node} comes back at most (fault ${fault + 1}, exhaust): say \`until\` and a \`restart-after\` above 0, leave out \`restart-after\`, or ${SIMULATE}.`;
}

/** When the last exchange begins or the last fault strikes, as far as that is known before. */
export function lastPlannedNs(scenario: Scenario, plan: readonly PlannedExchange[]): number {
	const begins = plan.map((planned) => planned.atNs);
	const crashes = plannedCrashes(scenario).flatMap((crash) => [crash.atNs, crash.restartAtNs ?? 0]);
	const returns = suddenDeaths(scenario).map((death) => death.restartAfterNs ?? 0);
	const exhaustions = plannedExhaustions(scenario).flatMap(({ atNs, untilNs }) => [atNs, untilNs ?? 0]);
	const links = scenario.faults.flatMap((fault) => (strikesLink(fault) ? [fault.at, fault.until ?? 0] : []));
	const flushes = scenario.faults.flatMap((fault) => ("flush" in fault ? [fault.at] : []));
	const hamperings = plannedHamperings(scenario).flatMap(({ atNs, untilNs }) => [atNs, untilNs ?? 0]);
	const all = [...begins, ...crashes, ...returns, ...exhaustions, ...links, ...flushes, ...hamperings];
	return all.reduce((latest, each) => Math.max(latest, each), 0);
}

function largestBody(scenario: Scenario, plan: readonly PlannedExchange[]): number {
	const steps = Object.values(scenario.routes).flatMap((routes) => Object.values(routes).flat());
	const replies = steps.map((step) => ("reply" in step ? (step.size ?? 0) : 0));
	return [...replies, ...plan.map((planned) => planned.content.body.size)].reduce((a, b) => Math.max(a, b), 0);
}
