/** Names of messages in a package, which services and messages share. */
export interface Names {
	/** Always the same for what is the same: the name that is wished for, with `Message` after it where another one has it. */
	of(kind: string, wish: string): string;
}

/** @param taken by services, whose names are on the wire; those of messages aren't */
export function createNames(taken: readonly string[]): Names {
	const used = new Set(taken);
	const known = new Map<string, string>();
	return {
		of(kind, wish) {
			const key = `${kind} ${wish}`;
			const before = known.get(key);
			if (before !== undefined) return before;
			let name = wish;
			while (used.has(name)) name += "Message";
			used.add(name);
			known.set(key, name);
			return name;
		},
	};
}
