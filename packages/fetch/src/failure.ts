import type { AttemptResult } from "@roundtrip/model";

/** Why an attempt has no answer. */
export type FailureReason =
	/** Nobody listens there. */
	| "refused"
	/** There is no way there. */
	| "unreachable"
	/** Nobody knows the name. */
	| "no-address"
	/** The server's certificate isn't one that we trust. */
	| "certificate"
	/** No connection within the time for one. */
	| "connect-timeout"
	/** The connection ended, at a moment that nobody knows. */
	| "connection-lost"
	/** The answer had begun, and its end didn't come. */
	| "answer-cut"
	| "answer-too-large"
	| "timed-out"
	/** The caller called it off. */
	| "aborted"
	/** The breaker lets nothing through to this server. */
	| "breaker-open"
	/** There was no time left to begin. */
	| "deadline"
	/** An answer sent us on too often, or somewhere where a request can't go. */
	| "redirects";

/** One attempt, or one copy of it, as it ended. */
export interface AttemptReport {
	/** From 1; copies have the number of their attempt. */
	readonly attempt: number;
	readonly result: AttemptResult;
	/** Where there is no answer. */
	readonly reason: FailureReason | undefined;
}

/** Why there was no other try. */
export type StopReason = "not-repeatable" | "attempts" | "deadline" | "budget" | "breaker-open" | "aborted" | "settled";

/**
 * A request without an answer. `happened` says what the caller may conclude: `no`, no attempt can have reached the server's
 * handler; `maybe`, at least one can, and nobody knows whether it did.
 */
export class RequestFailure extends Error {
	override readonly name = "RequestFailure";
	readonly happened: "no" | "maybe";
	/** Of the last attempt. */
	readonly reason: FailureReason;
	readonly stopped: StopReason;
	readonly attempts: readonly AttemptReport[];
	/** The idempotency key that was sent: asking again with it is safe where the server knows keys. */
	readonly idempotencyKey: string | undefined;

	constructor(
		what: string,
		how: Pick<RequestFailure, "happened" | "reason" | "stopped" | "attempts" | "idempotencyKey">,
		cause?: unknown,
	) {
		super(`${what}: ${SENTENCES[how.reason]}; ${HAPPENED[how.happened]}`, { cause });
		this.happened = how.happened;
		this.reason = how.reason;
		this.stopped = how.stopped;
		this.attempts = how.attempts;
		this.idempotencyKey = how.idempotencyKey;
	}
}

const HAPPENED = { no: "it did not happen", maybe: "it may have happened" };

const SENTENCES: Readonly<Record<FailureReason, string>> = {
	refused: "the connection was refused",
	unreachable: "the server can't be reached",
	"no-address": "the server's name has no address",
	certificate: "the server's certificate is not trusted",
	"connect-timeout": "no connection came about in time",
	"connection-lost": "the connection was lost",
	"answer-cut": "the answer was cut off",
	"answer-too-large": "the answer is larger than allowed",
	"timed-out": "no answer came in time",
	aborted: "it was called off",
	"breaker-open": "the server has failed too often, nothing is sent to it for a while",
	deadline: "there was no time left",
	redirects: "it was sent on too often, or to where it can't go",
};
