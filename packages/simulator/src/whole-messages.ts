import { detailOf } from "@roundtrip/behaviour";
import { demandOf, type NodeSpec, onceOf, type Scenario } from "@roundtrip/model";
import { MessageCaller } from "./links/messages/caller.ts";
import type { PlayParts } from "./parts.ts";
import { play, type SimulateOptions, type SimulateResult } from "./play.ts";

export type { SimulateOptions, SimulateResult };

/** All that a plain scenario needs. */
export const PLAIN_PARTS: PlayParts = { createCaller: (parts) => new MessageCaller(parts) };

/** Whether a scenario is plain: no packets, no compression, no caches, no balancers, no idempotency keys, and nobody who proves who they are. */
export function isPlain(scenario: Scenario): boolean {
	return (
		Object.keys(scenario.links).every((name) => detailOf(scenario, name) === "messages") &&
		Object.values(scenario.nodes).every(isPlainNode) &&
		Object.values(scenario.routes).every((routes) =>
			Object.values(routes).every((steps) => demandOf(steps) === undefined && onceOf(steps) === undefined),
		)
	);
}

function isPlainNode(node: NodeSpec): boolean {
	if (node.is === "client") return node.cache === undefined && node.proves === undefined && node.key === undefined;
	if (node.is === "server") return node.compress !== true && node.issues === undefined;
	return node.is === "database";
}

/**
 * `simulate` for plain scenarios: what the others need, which is most of it, isn't loaded with this one.
 *
 * @throws where a scenario isn't plain
 */
export function simulateWholeMessages(scenario: Scenario, options: SimulateOptions = {}): SimulateResult {
	if (!isPlain(scenario)) throw new Error("the scenario is not plain");
	return play(PLAIN_PARTS, scenario, options);
}
