import type { AttemptResult, RetrySpec } from "@roundtrip/model";
import { createStream } from "../random/stream.ts";

/** Answers that say 'not now' rather than 'no': bad gateway, unavailable, gateway timeout. */
const PASSING_STATUSES = [502, 503, 504];

function worthAnotherTry(result: AttemptResult): boolean {
	if (result.how === "left") return false;
	return result.how !== "answered" || PASSING_STATUSES.includes(result.status);
}

/**
 * Whether to try again after an attempt, and how long to wait before: ns, or `undefined` to give up.
 * A redirect is no try of its own: `attempt` counts tries, from 1, each with the redirects that it leads through.
 * The wait doubles from its base up to its cap; with full jitter a uniform part of it is taken
 * (Brooker, Exponential Backoff and Jitter, 2015).
 *
 * @param saidNs how long the server of a stream has told its client to wait: it counts instead (WHATWG HTML, section 9.2.3)
 */
export function retryDelay(
	policy: RetrySpec,
	attempt: number,
	result: AttemptResult,
	seed: number,
	exchange: number,
	saidNs?: number,
): number | undefined {
	if (attempt >= policy.attempts || !worthAnotherTry(result)) return undefined;
	if (saidNs !== undefined) return saidNs;
	let waitNs = policy.backoff.baseNs;
	for (let n = 1; n < attempt && waitNs < policy.backoff.capNs; n++) waitNs *= 2;
	waitNs = Math.min(waitNs, policy.backoff.capNs);
	if (policy.jitter === "none") return waitNs;
	return createStream(seed, `e${exchange}.${attempt}`, "backoff").below(waitNs + 1);
}
