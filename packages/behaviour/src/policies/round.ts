import type { AttemptResult, HedgingSpec, Method, Nanoseconds } from "@roundtrip/model";
import { isRepeatable } from "./retry.ts";

/** Whether copies of a request may go out beside it: what has an effect needs a key that is the same in all of them. */
export function isHedged(
	client: { readonly hedge?: HedgingSpec | undefined; readonly key?: "exchange" | "attempt" | undefined },
	request: { readonly method: Method; readonly protocol: string; readonly isStream: boolean },
): boolean {
	if (client.hedge === undefined || request.isStream) return false;
	return isRepeatable(request.method, client.key === "exchange" && request.protocol === "rest");
}

/** What a request and the copies beside it have come to. */
export interface RoundEnd {
	/** Which one counts, from 0: the first answer that says something, else the last end. */
	readonly which: number;
	/** How each ended that was sent, in their order; of one that was called off nobody knows whether it happened. */
	readonly results: readonly AttemptResult[];
	/** Which of them were called off: that says nothing of whoever was asked. */
	readonly calledOff: readonly boolean[];
}

/** What a round has done. */
export interface RoundHands {
	/** Calls after so long, and gives what stops that. */
	after(delayNs: Nanoseconds, action: () => void): () => void;
	/** Whether another copy may be sent now; true takes its price. */
	mayCopy(): boolean;
	/** Sends one, by its number from 0. */
	launch(which: number): void;
	/** Nobody waits for one any more; says whether it had left. */
	callOff(which: number): boolean;
	over(end: RoundEnd): void;
}

/** A request that goes out, with copies beside it while its answer is late. */
export interface Round {
	/** Sends the first. */
	begin(): void;
	/**
	 * Told how one has ended.
	 * @param isInFlight its answer says that another with its key is being worked on: that one is waited for
	 */
	ended(which: number, result: AttemptResult, isInFlight?: boolean): void;
}

/**
 * Decides for a request, and copies of it that go out while no answer has come: the first good one counts (Dean and Barroso, The Tail at
 * Scale, 2013).
 *
 * @param limitNs how long there is for all of them
 */
export function createRound({ after, most }: HedgingSpec, limitNs: Nanoseconds, hands: RoundHands): Round {
	const results: (AttemptResult | undefined)[] = [];
	let running = 0;
	let isOver = false;
	let forgetCopy = (): void => undefined;

	function launch(): void {
		running++;
		results.push(undefined);
		hands.launch(results.length - 1);
	}

	/** @param nth from 1: each as long after the one before as that after the first */
	function planCopy(nth: number): void {
		if (nth > most || nth * after >= limitNs) return;
		forgetCopy = hands.after(after, () => {
			if (isOver) return;
			if (hands.mayCopy()) launch();
			planCopy(nth + 1);
		});
	}

	function finish(which: number): void {
		isOver = true;
		forgetCopy();
		const all = results.map(
			(result, nth): AttemptResult => result ?? (hands.callOff(nth) ? { how: "reset" } : { how: "not-sent" }),
		);
		hands.over({ which, results: all, calledOff: results.map((result) => result === undefined) });
	}

	return {
		begin() {
			launch();
			if (!isOver) planCopy(1);
		},
		ended(which, result, isInFlight = false) {
			if (isOver) return;
			running--;
			results[which] = result;
			if ((isGood(result) && !isInFlight) || running === 0) finish(which);
		},
	};
}

/** An answer that isn't the server's trouble. */
function isGood(result: AttemptResult): boolean {
	return result.how === "answered" && result.status < 500;
}
