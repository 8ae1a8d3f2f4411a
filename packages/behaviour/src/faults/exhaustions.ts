import type { Nanoseconds, Scenario } from "@roundtrip/model";
import { crashesAtPoints, type SuddenDeath } from "./crashes.ts";

/** A time in which a server has memory for so many requests at once; it dies as often as it takes in one more. */
export interface PlannedExhaustion extends SuddenDeath {
	readonly atNs: Nanoseconds;
	/** Without it, for good. */
	readonly untilNs: Nanoseconds | undefined;
	readonly room: number;
}

/** The exhaustions of a scenario's servers, in the order of the file. */
export function plannedExhaustions({ faults }: Scenario): readonly PlannedExhaustion[] {
	return faults.flatMap((each, fault): readonly PlannedExhaustion[] => {
		if (!("exhaust" in each)) return [];
		const { exhaust: node, at: atNs, until: untilNs, room, "restart-after": restartAfterNs } = each;
		const back = restartAfterNs === undefined ? {} : { restartAfterNs };
		return [{ fault, node, atNs, untilNs, room, silent: false, why: "memory", ...back }];
	});
}

/** By which exhaustion a server dies that has taken in a request and has so many in hand now, with that one. */
export type Exhaustion = (server: string, inHand: number, atNs: Nanoseconds) => PlannedExhaustion | undefined;

/** Undefined where no server ever has too little memory. */
export function createExhaustion(scenario: Scenario): Exhaustion | undefined {
	const planned = plannedExhaustions(scenario);
	if (planned.length === 0) return undefined;
	return (server, inHand, nowNs) =>
		planned.find(
			({ node, atNs, untilNs = Number.POSITIVE_INFINITY, room }) =>
				node === server && inHand > room && atNs <= nowNs && nowNs < untilNs,
		);
}

/** Every way in which nodes may die of which nobody knows before when. */
export function suddenDeaths(scenario: Scenario): readonly SuddenDeath[] {
	return [...crashesAtPoints(scenario), ...plannedExhaustions(scenario)];
}

/** How often a node is started again at most after such deaths; infinite where nobody knows. */
export function returnsAtMost(scenario: Scenario, node: string): number {
	const atPoints = crashesAtPoints(scenario).filter((each) => each.node === node && each.restartAfterNs !== undefined);
	const exhausted = plannedExhaustions(scenario).filter((each) => each.node === node);
	return exhausted.reduce((sum, each) => sum + deathsAtMost(each), atPoints.length);
}

/** From each death to the next it is down at least as long as its return takes. */
function deathsAtMost({ atNs, untilNs, restartAfterNs }: PlannedExhaustion): number {
	if (restartAfterNs === undefined) return 0;
	if (untilNs === undefined) return Number.POSITIVE_INFINITY;
	return restartAfterNs === 0 ? Number.POSITIVE_INFINITY : Math.ceil((untilNs - atNs) / restartAfterNs);
}
