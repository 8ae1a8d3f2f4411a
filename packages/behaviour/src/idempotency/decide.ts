import { type IdempotencyPolicy, isStored } from "./policy.ts";
import type { Answered, Done, InFlight, KeyRecord, Milliseconds } from "./record.ts";

/** A request with a key, as a store is asked about it. */
export interface KeyedRequest {
	readonly fingerprint: string | undefined;
	readonly nowMs: Milliseconds;
	/** A number that is greater than that of any holder before. */
	readonly fence: number;
}

/** What to do with a request that bears a key. */
export type BeginDecision<Answer extends Answered> =
	/** Write this record, then run. */
	| { readonly does: "run"; readonly record: InFlight }
	/** Give this answer again, and run nothing. */
	| { readonly does: "replay"; readonly answer: Answer }
	| { readonly does: "refuse"; readonly why: "in-flight" | "reused" | "unknown-outcome" };

/**
 * Decides what becomes of a request, from what is known of its key. It is asked, and its record written, in one atomic step.
 *
 * @param record what the store knows of the key
 */
export function beginKey<Answer extends Answered>(
	record: KeyRecord<Answer> | undefined,
	request: KeyedRequest,
	policy: IdempotencyPolicy,
): BeginDecision<Answer> {
	if (record === undefined || isOver(record, request.nowMs)) return { does: "run", record: taken(request, policy) };
	if (record.fingerprint !== request.fingerprint) return { does: "refuse", why: "reused" };
	if (record.state === "done") return { does: "replay", answer: record.answer };
	if (request.nowMs < record.leaseUntilMs) return { does: "refuse", why: "in-flight" };
	if (policy.lostHolder === "hold") return { does: "refuse", why: "unknown-outcome" };
	return {
		does: "run",
		record: { ...taken(request, policy), createdMs: record.createdMs, expiresMs: record.expiresMs },
	};
}

/** Whether a record counts no more. One whose holder is at work counts as long as its lease runs. */
function isOver<Answer extends Answered>(record: KeyRecord<Answer>, nowMs: Milliseconds): boolean {
	if (record.state === "in-flight" && nowMs < record.leaseUntilMs) return false;
	return nowMs >= record.expiresMs;
}

function taken({ fingerprint, nowMs, fence }: KeyedRequest, policy: IdempotencyPolicy): InFlight {
	const [expiresMs, leaseUntilMs] = [nowMs + policy.keptMs, nowMs + policy.leaseMs];
	return { state: "in-flight", fingerprint, fence, createdMs: nowMs, expiresMs, leaseUntilMs };
}

/** What to do when a holder is done. */
export type EndDecision<Answer extends Answered> =
	/** Write this record: the answer is the key's from now on. */
	| { readonly does: "store"; readonly record: Done<Answer> }
	/** Take the record away: the next request with this key runs. A store with a transaction undoes the effect as well. */
	| { readonly does: "forget" }
	/** Leave the record alone: somebody else holds the key, or it is done. */
	| { readonly does: "lost" };

/**
 * Decides what becomes of a key when its holder has an answer.
 *
 * @param record what the store knows of the key now
 * @param fence of the holder
 */
export function endKey<Answer extends Answered>(
	record: KeyRecord<Answer> | undefined,
	fence: number,
	answer: Answer,
	policy: IdempotencyPolicy,
): EndDecision<Answer> {
	if (record === undefined || record.state === "done" || record.fence !== fence) return { does: "lost" };
	if (!isStored(policy, answer.status)) return { does: "forget" };
	const { fingerprint, createdMs, expiresMs } = record;
	return { does: "store", record: { state: "done", fingerprint, createdMs, expiresMs, fence, answer } };
}

/** The record of a holder that is still at work and says so; undefined where it has lost its key. */
export function prolongKey<Answer extends Answered>(
	record: KeyRecord<Answer> | undefined,
	fence: number,
	nowMs: Milliseconds,
	policy: IdempotencyPolicy,
): InFlight | undefined {
	if (record?.state !== "in-flight" || record.fence !== fence) return undefined;
	return { ...record, leaseUntilMs: nowMs + policy.leaseMs };
}
