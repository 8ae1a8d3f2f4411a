import type { Nanoseconds } from "@roundtrip/model";

/** How long statements take of late on this machine, those that write and those that read apart. */
export interface Pace {
	/** What a statement is not likely to exceed. */
	expectedNs(writes: boolean): Nanoseconds;
	took(writes: boolean, durationNs: Nanoseconds): void;
}

/** What is left of an expectation with every statement that was quicker: a slow one is remembered for a while. */
const KEPT = 0.9;

export function createPace(): Pace {
	const expected = { write: 0, read: 0 };
	return {
		expectedNs: (writes) => (writes ? expected.write : expected.read),
		took(writes, durationNs) {
			const which = writes ? "write" : "read";
			expected[which] = Math.max(durationNs, KEPT * expected[which] + (1 - KEPT) * durationNs);
		},
	};
}
