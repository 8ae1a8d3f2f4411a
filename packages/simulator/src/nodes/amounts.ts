/** Amounts of a database with what they were, as far as a transaction may still see that. What is committed outlives it. */
export interface Amounts {
	/** @param snapshot up to which commit it is seen; all of it where undefined */
	get(name: string, snapshot: number | undefined): number | undefined;
	/** @param oldestSeen what was replaced before that, nobody sees any more */
	set(name: string, amount: number, commit: number, oldestSeen: number): void;
}

interface Version {
	readonly commit: number;
	readonly amount: number;
}

export function createAmounts(first: Readonly<Record<string, number>>): Amounts {
	const versions = new Map<string, readonly Version[]>();
	for (const [name, amount] of Object.entries(first)) versions.set(name, [{ commit: 0, amount }]);
	return {
		get(name, snapshot = Number.POSITIVE_INFINITY) {
			return versions.get(name)?.findLast(({ commit }) => commit <= snapshot)?.amount;
		},
		set(name, amount, commit, oldestSeen) {
			const known = versions.get(name) ?? [];
			const seen = known.filter((_, index) => (known[index + 1]?.commit ?? commit) > oldestSeen);
			versions.set(name, [...seen, { commit, amount }]);
		},
	};
}
