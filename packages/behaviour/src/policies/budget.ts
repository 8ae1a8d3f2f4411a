import type { PolicyDescriptor } from "./descriptor.ts";

/** How many retries and copies a client may send, measured by its first tries. */
export interface RetryBudget {
	/** Told of each first try: it pays for a part of a retry. */
	request(): void;
	/** Asked before each retry or copy; true takes its price. */
	spend(): boolean;
	/** What is left, in hundredths of a retry. */
	readonly leftHundredths: number;
}

export interface RetryBudgetSpec {
	/** Retries for a hundred first tries. */
	readonly percent: number;
	/** Retries that are there at the beginning, for clients with few requests. */
	readonly reserve: number;
	/** Retries that can be saved up: a quiet hour doesn't pay for a storm. */
	readonly atMost: number;
}

export const USUAL_BUDGET: RetryBudgetSpec = { percent: 20, reserve: 10, atMost: 100 };

const PRICE = 100;

/**
 * A purse in hundredths, whole numbers all: where everything fails, retries stay a fixed part of what is sent, so that they
 * don't keep a server down that could come up again.
 *
 * @throws RangeError where a figure is no whole number from 0 on, or the reserve is more than can be saved up
 */
export function createRetryBudget({ percent, reserve, atMost }: RetryBudgetSpec = USUAL_BUDGET): RetryBudget {
	const figures = [percent, reserve, atMost];
	if (!figures.every((figure) => Number.isSafeInteger(figure) && figure >= 0) || reserve > atMost)
		throw new RangeError("a retry budget has whole numbers from 0 on, and a reserve of not more than can be saved up");
	let left = reserve * PRICE;
	return {
		request() {
			left = Math.min(left + percent, atMost * PRICE);
		},
		spend() {
			if (left < PRICE) return false;
			left -= PRICE;
			return true;
		},
		get leftHundredths() {
			return left;
		},
	};
}

export const budget: PolicyDescriptor = {
	name: "budget",
	sentence: "Retries and copies are paid for by first tries: a part of each, and a small reserve.",
	parameters: [
		{ name: "percent", sentence: "Retries for a hundred first tries.", usual: "20" },
		{ name: "reserve", sentence: "Retries that are there at the beginning.", usual: "10" },
		{ name: "atMost", sentence: "Retries that can be saved up.", usual: "100" },
	],
	law: "After n first tries no more than reserve + n * percent / 100 retries have been sent.",
	source: "Beyer et al., Site Reliability Engineering, chapter 22: Retries; gRFC A6, Retry throttling",
};
