/** What a kept server holds open at the same time for all its strangers together: streams, and answers that wait. */
export const HELD_AT_MOST = 1_000;

/** Bytes, and items, that a stranger may be behind with a stream before it is cut off. */
export const BEHIND_AT_MOST = { bytes: 4_194_304, items: 10_000 } as const;

/** Counts what is held open. */
export interface Holds {
	/** Gives how to let go, which may be done more than once; undefined where no more can be held. */
	take(): (() => void) | undefined;
}

export function createHolds(atMost: number = HELD_AT_MOST): Holds {
	let held = 0;
	return {
		take() {
			if (held >= atMost) return undefined;
			held++;
			let isHeld = true;
			return () => {
				if (isHeld) held--;
				isHeld = false;
			};
		},
	};
}
