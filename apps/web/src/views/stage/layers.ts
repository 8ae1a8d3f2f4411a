/** A link as the layout needs it: the asking node first. */
export interface Edge {
	readonly from: string;
	readonly to: string;
}

/**
 * Which column each node stands in: those that ask left, what they depend on right.
 * A node stands one column right of the farthest node that asks it; links that close a circle don't count.
 */
export function layersOf(nodes: readonly string[], edges: readonly Edge[]): readonly (readonly string[])[] {
	const asked = new Map<string, string[]>(nodes.map((node) => [node, []]));
	for (const { from, to } of edges) if (asked.has(to) && from !== to) asked.get(from)?.push(to);

	const depth = new Map<string, number>();
	const onPath = new Set<string>();
	const push = (node: string, at: number): void => {
		if (onPath.has(node) || (depth.get(node) ?? -1) >= at) return;
		depth.set(node, at);
		onPath.add(node);
		for (const next of asked.get(node) ?? []) push(next, at + 1);
		onPath.delete(node);
	};
	const isAsked = new Set(edges.filter(({ from, to }) => from !== to).map(({ to }) => to));
	for (const node of nodes) if (!isAsked.has(node)) push(node, 0);
	for (const node of nodes) if (!depth.has(node)) push(node, 0);

	const layers: string[][] = [];
	for (const node of nodes) {
		const at = depth.get(node) ?? 0;
		while (layers.length <= at) layers.push([]);
		layers[at]?.push(node);
	}
	return untangled(
		layers.filter((layer) => layer.length > 0),
		edges,
	);
}

/** Sorts each column by the mean place of its neighbours, to and fro, so that few links cross. */
function untangled(layers: readonly string[][], edges: readonly Edge[]): readonly (readonly string[])[] {
	const sorted = layers.map((layer) => [...layer]);
	const sortBy = (layer: string[], other: readonly string[]): void => {
		const place = new Map(other.map((node, at) => [node, at / Math.max(1, other.length - 1)]));
		const weight = new Map(
			layer.map((node, at) => {
				const near = edges.flatMap(({ from, to }) => (from === node ? [to] : to === node ? [from] : []));
				const places = near.flatMap((neighbour) => place.get(neighbour) ?? []);
				const own = at / Math.max(1, layer.length - 1);
				return [node, places.length === 0 ? own : places.reduce((sum, each) => sum + each, 0) / places.length];
			}),
		);
		layer.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0));
	};
	for (let sweep = 0; sweep < 2; sweep++) {
		for (let at = 1; at < sorted.length; at++) sortBy(sorted[at] ?? [], sorted[at - 1] ?? []);
		for (let at = sorted.length - 2; at >= 0; at--) sortBy(sorted[at] ?? [], sorted[at + 1] ?? []);
	}
	return sorted;
}
