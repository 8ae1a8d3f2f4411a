/** One thing in two runs. */
export interface Pair<Each> {
	readonly a: Each;
	readonly b: Each;
}

/** Two lists of one run each, aligned by name. */
export interface Alignment<Key, Each> {
	/** What both have, in the order of b. */
	readonly both: readonly Pair<Each>[];
	/** Names that only one has, in its order. */
	readonly onlyInA: readonly Key[];
	readonly onlyInB: readonly Key[];
}

/** Linear in the length of both; names are unique within a run. */
export function align<Key, Each>(
	a: readonly Each[],
	b: readonly Each[],
	nameOf: (each: Each) => Key,
): Alignment<Key, Each> {
	const inA = new Map(a.map((each) => [nameOf(each), each]));
	const inB = new Map(b.map((each) => [nameOf(each), each]));
	const both = [...inB].flatMap(([key, right]) => {
		const left = inA.get(key);
		return left === undefined ? [] : [{ a: left, b: right }];
	});
	const onlyInA = [...inA.keys()].filter((key) => !inB.has(key));
	const onlyInB = [...inB.keys()].filter((key) => !inA.has(key));
	return { both, onlyInA, onlyInB };
}
