import { type Nanoseconds, NS_PER_MS } from "@roundtrip/model";

/** How long statements take of late on this machine, those that write and those that read apart. */
export interface Pace {
	/** What a statement is not likely to exceed. */
	expectedNs(writes: boolean): Nanoseconds;
	took(writes: boolean, durationNs: Nanoseconds): void;
}

/** What is left of an expectation with every statement that was quicker: a slow one is remembered for a while. */
const KEPT = 0.9;
/** A disk that was stuck for once is not expected to be again: a commit would come far too early. */
const AT_MOST_NS = 5 * NS_PER_MS;

export function createPace(): Pace {
	const expected = { write: 0, read: 0 };
	return {
		expectedNs: (writes) => (writes ? expected.write : expected.read),
		took(writes, durationNs) {
			const which = writes ? "write" : "read";
			const usualNs = KEPT * expected[which] + (1 - KEPT) * durationNs;
			expected[which] = Math.min(AT_MOST_NS, Math.max(durationNs, usualNs));
		},
	};
}
