import { linkEnds, type Scenario } from "@roundtrip/model";

/**
 * The order in which nodes stand side by side: clients left, then what they ask, then what those ask.
 * A node stands as far right as its longest way from a client; ties keep the order of the scenario.
 * Nodes that no client reaches stand last.
 */
export function nodeOrder(scenario: Scenario): readonly string[] {
	const distances = nodeDistances(scenario);
	const names = Object.keys(scenario.nodes);
	const column = (name: string): number => distances.get(name) ?? Number.MAX_SAFE_INTEGER;
	return names
		.map((name, index) => ({ name, index }))
		.sort((a, b) => column(a.name) - column(b.name) || a.index - b.index)
		.map(({ name }) => name);
}

/** How many links the longest way from a client to each node has; no entry where there is no way. */
export function nodeDistances(scenario: Scenario): ReadonlyMap<string, number> {
	const links = Object.keys(scenario.links).map(linkEnds);
	const distances = new Map<string, number>();
	for (const [name, node] of Object.entries(scenario.nodes)) if (node.is === "client") distances.set(name, 0);
	// One pass for each node at most: a circle of links can't push its nodes right for ever.
	for (let pass = 1, moved = true; moved && pass < Object.keys(scenario.nodes).length; pass += 1) {
		moved = false;
		for (const { from, to } of links) {
			const before = distances.get(from);
			if (before === undefined || scenario.nodes[to]?.is === "client") continue;
			if ((distances.get(to) ?? 0) < before + 1) {
				distances.set(to, before + 1);
				moved = true;
			}
		}
	}
	return distances;
}
