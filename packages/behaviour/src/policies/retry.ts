import type { AttemptResult, Nanoseconds, RetrySpec } from "@roundtrip/model";
import { fieldOf, type HttpReply } from "../messages/http-message.ts";
import { createStream, type RandomStream } from "../random/stream.ts";
import type { PolicyDescriptor } from "./descriptor.ts";
import { retryAfterNs as retryAfter } from "./retry-after.ts";

/** Answers that say 'not now' rather than 'no': bad gateway, unavailable, gateway timeout. */
const PASSING_STATUSES = [502, 503, 504];

/** Those that say so to whoever came too early or too often: timeout, too early, too many requests. */
const CLIENT_PASSING_STATUSES = [408, 425, 429];

/** Whether another try could end better. */
export function worthAnotherTry(result: AttemptResult): boolean {
	if (result.how === "left") return false;
	return result.how !== "answered" || PASSING_STATUSES.includes(result.status);
}

/**
 * Whether to try again after an attempt, and how long to wait before: ns, or `undefined` to give up.
 * A redirect is no try of its own: `attempt` counts tries, from 1, each with the redirects that it leads through.
 *
 * @param saidNs how long the server of a stream has told its client to wait: it counts instead (WHATWG HTML, section 9.2.3)
 * @param comeBackNs when to come back for the answer to a key that is being worked on, where that is the result
 */
export function retryDelay(
	policy: RetrySpec,
	attempt: number,
	result: AttemptResult,
	seed: number,
	exchange: number,
	saidNs?: number,
	comeBackNs?: number,
): number | undefined {
	if (attempt >= policy.attempts || !(worthAnotherTry(result) || comeBackNs !== undefined)) return undefined;
	if (saidNs !== undefined) return saidNs;
	const waitNs = backoffNs(policy, attempt, () => createStream(seed, `e${exchange}.${attempt}`, "backoff"));
	return Math.max(comeBackNs ?? 0, waitNs);
}

/**
 * The wait after attempt `attempt`, from 1. It doubles from its base up to its cap; with full jitter a uniform part of it is
 * taken (Brooker, Exponential Backoff and Jitter, 2015).
 *
 * @param random asked for only where there is jitter
 */
function backoffNs(
	{ backoff, jitter }: Pick<RetrySpec, "backoff" | "jitter">,
	attempt: number,
	random: () => Pick<RandomStream, "below">,
): Nanoseconds {
	let waitNs = backoff.baseNs;
	for (let n = 1; n < attempt && waitNs < backoff.capNs; n++) waitNs *= 2;
	waitNs = Math.min(waitNs, backoff.capNs);
	return jitter === "none" ? waitNs : random().below(waitNs + 1);
}

/**
 * When a client comes back whose idempotency key is being worked on: that is what 409 with Retry-After says. Undefined for
 * clients without keys, and for every other answer.
 */
export function inFlightNs(hasKeys: boolean, reply: HttpReply | undefined, epochMs: number): Nanoseconds | undefined {
	if (!hasKeys || reply?.status !== 409) return undefined;
	return retryAfter(fieldOf(reply.fields, "retry-after"), epochMs);
}

/** Methods whose requests may be sent again whatever became of the first (RFC 9110, section 9.2.2). */
const IDEMPOTENT_METHODS = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"];

/** Whether a request may be sent twice without having two effects: by its method, or by a key that its server knows. */
export function isRepeatable(method: string, hasKey: boolean): boolean {
	return hasKey || IDEMPOTENT_METHODS.includes(method);
}

/** An attempt that has ended, as a client without a plan sees it. */
export interface EndedAttempt {
	/** From 1. */
	readonly attempt: number;
	readonly result: AttemptResult;
	readonly method: string;
	readonly hasKey: boolean;
	/** What the server has asked for. */
	readonly retryAfterNs: Nanoseconds | undefined;
	/** Until the deadline. */
	readonly leftNs: Nanoseconds;
}

/** Whether there is another try, after which wait, or why not. */
export type NextTry =
	| { readonly does: "wait"; readonly waitNs: Nanoseconds }
	| { readonly does: "stop"; readonly why: "settled" | "not-repeatable" | "attempts" | "deadline" };

/**
 * Decides about another try: never for a request that isn't repeatable, never beyond the number of tries, never so that it
 * would begin after the deadline, and never before the server asked for it.
 */
export function nextTry(policy: RetrySpec, ended: EndedAttempt, random: () => Pick<RandomStream, "below">): NextTry {
	const { attempt, method, hasKey, retryAfterNs = 0, leftNs } = ended;
	if (!isOpen(ended)) return { does: "stop", why: "settled" };
	if (!isRepeatable(method, hasKey)) return { does: "stop", why: "not-repeatable" };
	if (attempt >= policy.attempts) return { does: "stop", why: "attempts" };
	const waitNs = Math.max(retryAfterNs, backoffNs(policy, attempt, random));
	return waitNs < leftNs ? { does: "wait", waitNs } : { does: "stop", why: "deadline" };
}

/** Whether another try could end better. A key that is in flight (409 with Retry-After) will have its answer soon. */
function isOpen({ result, hasKey, retryAfterNs }: EndedAttempt): boolean {
	if (worthAnotherTry(result)) return true;
	if (result.how !== "answered") return false;
	if (result.status === 409) return hasKey && retryAfterNs !== undefined;
	return CLIENT_PASSING_STATUSES.includes(result.status);
}

export const retry: PolicyDescriptor = {
	name: "retry",
	sentence: "Tries again what may be tried again, after waits that grow and differ.",
	parameters: [
		{ name: "attempts", sentence: "Tries in all, the first included.", usual: "3" },
		{ name: "backoff", sentence: "The first wait, doubled up to the longest.", usual: "100ms..2s" },
		{
			name: "jitter",
			sentence: "`full`: a random part of the wait, so that clients don't return in step.",
			usual: "full",
		},
	],
	law: "No more tries than allowed, none of a request that isn't repeatable, none after the deadline or before Retry-After.",
	source: "Brooker, Exponential Backoff and Jitter, 2015; RFC 9110, sections 9.2.2 and 10.2.3",
};
