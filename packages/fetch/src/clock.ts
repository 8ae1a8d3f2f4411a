import { type Nanoseconds, NS_PER_MS } from "@roundtrip/model";

/** The monotonic clock, in whole ns. */
export function nowNs(): Nanoseconds {
	return Math.round(performance.now() * NS_PER_MS);
}

/** A wait that can be called off: resolved with false where it was. A span of any length is waited for, however long. */
export function wait(durationNs: Nanoseconds, signal: AbortSignal): Promise<boolean> {
	return new Promise((resolve) => {
		if (signal.aborted) return resolve(false);
		const stop = after(durationNs, () => {
			signal.removeEventListener("abort", called);
			resolve(true);
		});
		const called = (): void => {
			stop();
			resolve(false);
		};
		signal.addEventListener("abort", called, { once: true });
	});
}

/** Timers take 31 bits of milliseconds. */
const LONGEST_MS = 2_147_483_647;

/** Does something later; gives what calls it off. */
export function after(durationNs: Nanoseconds, work: () => void): () => void {
	const timer = setTimeout(work, Math.min(LONGEST_MS, Math.ceil(durationNs / NS_PER_MS)));
	return () => clearTimeout(timer);
}
