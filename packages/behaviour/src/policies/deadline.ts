import type { Nanoseconds } from "@roundtrip/model";
import type { PolicyDescriptor } from "./descriptor.ts";

/** The time that is left for something with all its tries. */
export interface Deadline {
	readonly atNs: Nanoseconds;
	/** Never less than 0. */
	leftNs(nowNs: Nanoseconds): Nanoseconds;
	/** How long an attempt may take that begins now: its own limit or what is left, whichever is less. 0: none begins. */
	attemptNs(nowNs: Nanoseconds, limitNs: Nanoseconds): Nanoseconds;
	/** Whether something can begin after a wait. */
	allows(nowNs: Nanoseconds, waitNs: Nanoseconds): boolean;
}

/** One limit for all tries and waits of one exchange, instead of one for each. */
export function createDeadline(beganNs: Nanoseconds, limitNs: Nanoseconds): Deadline {
	const atNs = beganNs + limitNs;
	const leftNs = (nowNs: Nanoseconds): Nanoseconds => Math.max(0, atNs - nowNs);
	return {
		atNs,
		leftNs,
		attemptNs: (nowNs, ownNs) => Math.max(0, Math.min(ownNs, leftNs(nowNs))),
		allows: (nowNs, waitNs) => waitNs < leftNs(nowNs),
	};
}

export const deadline: PolicyDescriptor = {
	name: "deadline",
	sentence: "One limit for an exchange with all its tries, waits and copies.",
	parameters: [
		{ name: "deadline", sentence: "From the begin of the first try to the whole answer.", usual: "10s" },
		{ name: "attempt", sentence: "The limit of one try, where it is less than what is left.", usual: "3s" },
	],
	law: "No try begins after it, no wait leads beyond it, and no try is given longer than what is left.",
	source: "Beyer et al., Site Reliability Engineering, chapter 22: Deadlines",
};
