/** A bounded number of connections, and those who wait for one: first come, first served. */
export interface Pool<Waiter> {
	/** True where one is free, which is then taken; otherwise it is waited for. */
	take(waiter: Waiter): boolean;
	/** Gives one back; whoever has waited longest has it now. */
	give(): Waiter | undefined;
	/** Waits no longer; false where it did not wait. */
	leave(waiter: Waiter): boolean;
	/** Forgets everything, as a crash does. */
	reset(): void;
}

export function createPool<Waiter>(connections: number): Pool<Waiter> {
	let taken = 0;
	const waiting = new Set<Waiter>();
	return {
		take(waiter) {
			if (taken < connections) {
				taken++;
				return true;
			}
			waiting.add(waiter);
			return false;
		},
		give() {
			for (const next of waiting) {
				waiting.delete(next);
				return next;
			}
			taken--;
			return undefined;
		},
		leave: (waiter) => waiting.delete(waiter),
		reset() {
			taken = 0;
			waiting.clear();
		},
	};
}
