/** A link as the layout needs it: the asking node first. */
export interface Edge {
	readonly from: string;
	readonly to: string;
}

/**
 * Which column each node stands in, given its distance from the clients; each column sorted so that few links cross.
 * Nodes that no client reaches stand with the clients.
 */
export function layersOf(
	nodes: readonly string[],
	distances: ReadonlyMap<string, number>,
	edges: readonly Edge[],
): readonly (readonly string[])[] {
	const layers = new Map<number, string[]>();
	for (const node of nodes) {
		const at = distances.get(node) ?? 0;
		const layer = layers.get(at);
		if (layer) layer.push(node);
		else layers.set(at, [node]);
	}
	const inOrder = [...layers].sort(([a], [b]) => a - b).map(([, layer]) => layer);
	return untangled(inOrder, edges);
}

/** Sorts each column by the mean place of its neighbours, to and fro. */
function untangled(layers: readonly string[][], edges: readonly Edge[]): readonly (readonly string[])[] {
	for (let sweep = 0; sweep < 2; sweep++) {
		for (let at = 1; at < layers.length; at++) sortBy(layers[at] ?? [], layers[at - 1] ?? [], edges);
		for (let at = layers.length - 2; at >= 0; at--) sortBy(layers[at] ?? [], layers[at + 1] ?? [], edges);
	}
	return layers;
}

function sortBy(layer: string[], other: readonly string[], edges: readonly Edge[]): void {
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
}
