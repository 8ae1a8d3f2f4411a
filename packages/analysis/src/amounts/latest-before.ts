/** Something that is over at one event and whose rank says how new it is. */
export interface Ranked<Item> {
	/** The event at which it was over. */
	readonly overSeq: number;
	readonly rank: number;
	readonly item: Item;
}

/** Gives the item with the highest rank of all that were over before an event; a look-up takes logarithmic time. */
export function latestBefore<Item>(entries: readonly Ranked<Item>[]): (seq: number) => Item | undefined {
	let best: Ranked<Item> | undefined;
	const bestUpTo = entries
		.toSorted((a, b) => a.overSeq - b.overSeq)
		.map((entry) => {
			best = best === undefined || entry.rank > best.rank ? entry : best;
			return { overSeq: entry.overSeq, item: best.item };
		});
	return (seq) => {
		let [low, high] = [0, bestUpTo.length];
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			if ((bestUpTo[middle]?.overSeq ?? 0) < seq) low = middle + 1;
			else high = middle;
		}
		return bestUpTo[low - 1]?.item;
	};
}

/** Items by what they have in common. */
export function groupsBy<Item>(
	items: readonly Item[],
	keyOf: (item: Item) => string | number,
): ReadonlyMap<string | number, readonly Item[]> {
	const groups = new Map<string | number, Item[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
}
