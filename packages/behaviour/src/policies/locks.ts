/** Who holds what alone, and who waits for it, first come, first served. */
export interface Locks {
	/** `deadlock`: it would wait for somebody who waits for it. Then it doesn't wait. */
	take(owner: string, what: string): "granted" | "waits" | "deadlock";
	/** Whether it would be granted now. */
	isFree(owner: string, what: string): boolean;
	/** Gives back all that an owner holds or waits for; those who hold what they have waited for, in order. */
	release(owner: string): readonly string[];
	reset(): void;
}

export function createLocks(): Locks {
	const holders = new Map<string, string>();
	const lines = new Map<string, string[]>();
	/** What each owner waits for: it does one thing at a time. */
	const waitsFor = new Map<string, string>();

	/** Whether the holder of something waits, over however many others, for an owner. */
	function isCircle(owner: string, what: string): boolean {
		for (let wanted: string | undefined = what; wanted !== undefined; ) {
			const holder = holders.get(wanted);
			if (holder === owner) return true;
			wanted = holder === undefined ? undefined : waitsFor.get(holder);
		}
		return false;
	}

	function passOn(what: string): string | undefined {
		const next = lines.get(what)?.shift();
		if (next === undefined) holders.delete(what);
		else {
			holders.set(what, next);
			waitsFor.delete(next);
		}
		return next;
	}

	return {
		take(owner, what) {
			const holder = holders.get(what);
			if (holder === undefined || holder === owner) {
				holders.set(what, owner);
				return "granted";
			}
			if (isCircle(owner, what)) return "deadlock";
			waitsFor.set(owner, what);
			lines.set(what, [...(lines.get(what) ?? []), owner]);
			return "waits";
		},
		isFree(owner, what) {
			const holder = holders.get(what);
			return holder === undefined || holder === owner;
		},
		release(owner) {
			const wanted = waitsFor.get(owner);
			if (wanted !== undefined) {
				waitsFor.delete(owner);
				lines.set(
					wanted,
					(lines.get(wanted) ?? []).filter((each) => each !== owner),
				);
			}
			const held = [...holders].filter(([, holder]) => holder === owner).map(([what]) => what);
			return held.flatMap((what) => passOn(what) ?? []);
		},
		reset() {
			holders.clear();
			lines.clear();
			waitsFor.clear();
		},
	};
}
