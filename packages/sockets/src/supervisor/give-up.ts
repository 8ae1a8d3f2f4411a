import { duration, NS_PER_MS, NS_PER_S, printQuantity } from "@roundtrip/model";
import { RunFailure } from "../problem.ts";

/** What can end a run before its end. */
export interface GiveUp {
	/** Rejects when the run is to be given up; never resolves. */
	readonly promise: Promise<never>;
	because(failure: RunFailure): void;
	/** The run is over: nothing is watched any more. */
	cancel(): void;
}

/** Node's timers can't be set further ahead, in ms. */
const TIMER_AT_MOST_MS = 2_147_483_647;

/**
 * Gives a run up when it is asked to stop, or when it lasts longer than it can.
 *
 * @param limitNs how long the run can last; as long as nobody ends it where it is absent
 */
export function createGiveUp(signal: AbortSignal | undefined, limitNs?: number): GiveUp {
	let reject: (failure: RunFailure) => void = () => undefined;
	const promise = new Promise<never>((_resolve, rejected) => {
		reject = rejected;
	});
	// Where nobody waits yet, or any more, the reason is not lost: whoever waits later still gets it.
	promise.catch(() => undefined);

	const aborted = (): void => reject(new RunFailure("aborted", "The run was stopped before its end."));
	if (signal?.aborted === true) aborted();
	signal?.addEventListener("abort", aborted, { once: true });

	const timer = limitNs === undefined ? undefined : watchTime(limitNs, reject);
	return {
		promise,
		because: (failure) => reject(failure),
		cancel() {
			clearTimeout(timer);
			signal?.removeEventListener("abort", aborted);
		},
	};
}

function watchTime(limitNs: number, reject: (failure: RunFailure) => void): NodeJS.Timeout {
	const limit = printQuantity(Math.ceil(limitNs / NS_PER_S) * NS_PER_S, duration);
	return setTimeout(
		() => reject(new RunFailure("child", `The run has not come to its end within ${limit}; run it again.`)),
		Math.min(TIMER_AT_MOST_MS, limitNs / NS_PER_MS),
	);
}
