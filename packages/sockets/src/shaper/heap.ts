/** Holds items such that the first in order is at hand. */
export interface Heap<Item> {
	readonly size: number;
	add(item: Item): void;
	first(): Item | undefined;
	takeFirst(): Item | undefined;
}

/** A binary heap; `compare` is negative where its first argument comes first. */
export function createHeap<Item>(compare: (a: Item, b: Item) => number): Heap<Item> {
	const items: Item[] = [];

	function comesFirst(a: number, b: number): boolean {
		const [left, right] = [items[a], items[b]];
		return left !== undefined && right !== undefined && compare(left, right) < 0;
	}

	function swap(a: number, b: number): void {
		const [left, right] = [items[a], items[b]];
		if (left === undefined || right === undefined) return;
		items[a] = right;
		items[b] = left;
	}

	function rise(index: number): void {
		for (let at = index; at > 0; ) {
			const parent = (at - 1) >> 1;
			if (!comesFirst(at, parent)) return;
			swap(at, parent);
			at = parent;
		}
	}

	function sink(index: number): void {
		for (let at = index; ; ) {
			const left = 2 * at + 1;
			const smaller = comesFirst(left + 1, left) ? left + 1 : left;
			if (!comesFirst(smaller, at)) return;
			swap(smaller, at);
			at = smaller;
		}
	}

	return {
		get size() {
			return items.length;
		},
		add(item) {
			items.push(item);
			rise(items.length - 1);
		},
		first: () => items[0],
		takeFirst() {
			const [first] = items;
			const last = items.pop();
			if (last !== undefined && items.length > 0) {
				items[0] = last;
				sink(0);
			}
			return first;
		},
	};
}
