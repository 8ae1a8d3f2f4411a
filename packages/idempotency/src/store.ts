import type { IdempotencyPolicy, Milliseconds, RefusalReason } from "@roundtrip/behaviour";
import type { HttpAnswer } from "./answer.ts";

/** What a handler gets with a request that is its to run. */
export interface Held<Transaction> {
	/** Where effects belong: what is written through it is kept with the answer, or not at all. */
	readonly transaction: Transaction;
	/** Greater than that of any holder of this key before; 0 where the request has no key. */
	readonly fence: number;
	/** Aborted where a lease was lost while the handler worked. Never with a transaction. */
	readonly signal: AbortSignal;
}

/** A request as a store sees it. */
export interface Asked {
	/** The name of its key in its scope; `undefined` runs it without one. */
	readonly name: string | undefined;
	readonly fingerprint: string | undefined;
	readonly policy: IdempotencyPolicy;
	/** What time it is now. */
	clock(): Milliseconds;
	/** Told of each step when it is taken. */
	onStep(step: Step): void;
}

/**
 * What a store has just done. With a transaction nothing is lasting before `committed`.
 * `claimed`: the key is ours. `worked`: the handler has given its answer. `written`: the answer stands beside the key.
 * `lost`: the answer could not be stored, since the lease had ended or the store was gone.
 */
export type Step = "claimed" | "worked" | "written" | "committed" | "rolled-back" | "forgotten" | "lost";

/** What became of a request in a store. */
export type StoreResult =
	| { readonly did: "run" | "replay"; readonly answer: HttpAnswer }
	| { readonly did: "refuse"; readonly why: RefusalReason };

export type Work<Transaction> = (held: Held<Transaction>) => Promise<HttpAnswer>;

/** Where keys and answers are kept, and how effects are tied to them. */
export interface IdempotencyStore<Transaction> {
	/** `transaction`: effect and answer together or not at all. `lease`: the effect is somewhere else. */
	readonly ties: "transaction" | "lease";
	/** Makes what the store needs where it isn't there yet, such as its table. */
	prepare(): Promise<void>;
	/**
	 * Runs `work` for a key that is new or was given back; otherwise gives the answer that is there, or a refusal.
	 *
	 * @throws StoreError where the store fails; whatever `work` throws
	 */
	run(asked: Asked, work: Work<Transaction>): Promise<StoreResult>;
	/** Takes away what has expired, so many at most; gives how many they were. */
	purge(nowMs: Milliseconds, atMost?: number): Promise<number>;
}

/** The store failed. `happened` says whether the effect may be there. */
export class StoreError extends Error {
	override readonly name = "StoreError";
	readonly happened: "no" | "maybe";

	constructor(message: string, happened: "no" | "maybe", cause?: unknown) {
		super(message, { cause });
		this.happened = happened;
	}
}

/**
 * A handler throws it where it is sure that there was no effect: then the key is given back. A store with a transaction needs
 * no such assurance, it undoes the effect.
 */
export class NothingHappened extends Error {
	override readonly name = "NothingHappened";
}

/** A signal for handlers whose key can't be lost. */
export const NEVER: AbortSignal = new AbortController().signal;
