import { detailOf } from "@roundtrip/behaviour";
import { demandOf, type Fault, type NodeSpec, onceOf, type Scenario, strikesLink } from "@roundtrip/model";
import { MessageCaller } from "./links/messages/caller.ts";
import type { PlayParts } from "./parts.ts";
import { play, type SimulateOptions, type SimulateResult } from "./play.ts";

export type { SimulateOptions, SimulateResult };

/** All that a plain scenario needs. */
export const PLAIN_PARTS: PlayParts = { createCaller: (parts) => new MessageCaller(parts) };

/**
 * Whether a scenario is plain: no packets, no compression, no heartbeats, no caches, no balancers, no idempotency keys, no copies of late
 * requests, nothing committed that is lost, and nobody who proves who they are.
 * @param added faults beside its own
 */
export function isPlain(scenario: Scenario, added: readonly Fault[] = []): boolean {
	return (
		!needAll([...scenario.faults, ...added]) &&
		Object.keys(scenario.links).every((name) => detailOf(scenario, name) === "messages") &&
		Object.values(scenario.nodes).every(isPlainNode) &&
		Object.values(scenario.routes).every((routes) =>
			Object.values(routes).every((steps) => demandOf(steps) === undefined && onceOf(steps) === undefined),
		)
	);
}

/** Whether faults need all parts: those of links, which are simulated packet by packet then, and failovers that lose something. */
export function needAll(faults: readonly Fault[]): boolean {
	return faults.some((fault) => strikesLink(fault) || ("failover" in fault && fault.loses !== undefined));
}

function isPlainNode(node: NodeSpec): boolean {
	if (node.is === "client") {
		return [node.cache, node.proves, node.key, node.hedge].every((word) => word === undefined);
	}
	if (node.is === "server") return node.compress !== true && node.issues === undefined && node.websocket === undefined;
	return node.is === "database";
}

/**
 * `simulate` for plain scenarios: what the others need, which is most of it, isn't loaded with this one.
 *
 * @throws where a scenario isn't plain
 */
export function simulateWholeMessages(scenario: Scenario, options: SimulateOptions = {}): SimulateResult {
	if (!isPlain(scenario, options.faults)) throw new Error("the scenario is not plain");
	return play(PLAIN_PARTS, scenario, options);
}
