import type { Scenario } from "@roundtrip/model";
import type { LabState, NodeState } from "./lab-state.ts";

/** Before the first event: all nodes up, nothing under way. */
export function initialState(scenario: Scenario): LabState {
	const nodes = Object.entries(scenario.nodes).map(([node, spec]): [string, NodeState] => [
		node,
		{
			node,
			role: spec.is,
			up: true,
			...("workers" in spec ? { workers: spec.workers } : {}),
			busy: [],
			queued: [],
			waiting: [],
			committed: 0,
			lookups: 0,
			hits: 0,
		},
	]);
	return { seq: -1, at: 0, nodes: new Map(nodes), connections: [], flying: [], impaired: [] };
}
