import {
	DRAFT_POLICY,
	fingerprintOf,
	type IdempotencyPolicy,
	keyName,
	type Milliseconds,
	problemOfPolicy,
	type RefusalReason,
	readKey,
	refusalOf,
} from "@roundtrip/behaviour";
import { type HttpAnswer, textAnswer } from "./answer.ts";
import { type Asked, type IdempotencyStore, type Step, StoreError, type StoreResult, type Work } from "./store.ts";

/** A request, as any framework can say it. */
export interface KeyedRequest {
	readonly method: string;
	/** The pattern of its route, or its path: keys are told apart by it. */
	readonly route: string;
	/** Path and query, as they were asked for. */
	readonly target: string;
	/** Who asks, as far as the server has made sure of it. */
	readonly caller: string;
	/** All values of the field that bears the key. */
	readonly keys: readonly string[];
	readonly contentType: string;
	readonly content: Uint8Array;
}

export interface GuardOptions {
	/** What is not said here is as in the draft. */
	readonly policy?: Partial<IdempotencyPolicy> | undefined;
	/** `Date.now`, unless a test has a clock of its own. */
	readonly clock?: (() => Milliseconds) | undefined;
	/** The largest answer that is kept, in bytes; a larger one is an error, and is undone. A mebibyte unless it is given. */
	readonly answerAtMost?: number | undefined;
	/** Told of everything that is decided, for logs and figures. It must not throw, and gets no key and no content. */
	readonly observe?: ((event: GuardEvent) => void) | undefined;
}

/** What a guard has done. Requests are told apart by the digest of their key in its scope. */
export type GuardEvent =
	| { readonly what: "step"; readonly step: Step; readonly name: string | undefined }
	| { readonly what: "run" | "replay"; readonly name: string | undefined; readonly status: number }
	| { readonly what: "refuse"; readonly name: string | undefined; readonly why: RefusalReason }
	| { readonly what: "failed"; readonly name: string | undefined; readonly error: StoreError };

/** Stands before handlers and lets each key through once. */
export interface Guard<Transaction> {
	readonly policy: IdempotencyPolicy;
	readonly ties: IdempotencyStore<Transaction>["ties"];
	/**
	 * Answers a request: by its handler, by what was answered before, or with a refusal. Where the store fails the answer is
	 * 503: then a retry with the same key is right, whatever happened.
	 *
	 * @throws whatever `work` throws
	 */
	handle(request: KeyedRequest, work: Work<Transaction>): Promise<GuardedAnswer>;
}

/** An answer, and whether it is one that was given before. */
export interface GuardedAnswer extends HttpAnswer {
	/** `run`: by the handler, just now. */
	readonly by: "run" | "replay" | "refuse";
}

const MEBIBYTE = 1_048_576;

/**
 * Makes a guard on a store.
 *
 * @throws TypeError where the policy doesn't hold together, or the store can't keep it
 */
export function idempotent<Transaction>(
	store: IdempotencyStore<Transaction>,
	options: GuardOptions = {},
): Guard<Transaction> {
	const policy: IdempotencyPolicy = { ...DRAFT_POLICY, ...options.policy };
	const problem = problemOfPolicy(policy) ?? problemWith(policy, store);
	if (problem !== undefined) throw new TypeError(`the policy of idempotency keys: ${problem}`);
	return {
		policy,
		ties: store.ties,
		handle: (request, work) => handle({ store, policy, ...defaults(options) }, request, work),
	};
}

interface Context<Transaction> {
	readonly store: IdempotencyStore<Transaction>;
	readonly policy: IdempotencyPolicy;
	readonly clock: () => Milliseconds;
	readonly answerAtMost: number;
	readonly observe: (event: GuardEvent) => void;
}

function defaults(options: GuardOptions): Pick<Context<unknown>, "clock" | "answerAtMost" | "observe"> {
	return {
		clock: options.clock ?? Date.now,
		answerAtMost: options.answerAtMost ?? MEBIBYTE,
		observe: options.observe ?? (() => undefined),
	};
}

/** A store that can't undo an effect must not forget its answer: the retry would do it again. */
function problemWith(policy: IdempotencyPolicy, { ties }: IdempotencyStore<unknown>): string | undefined {
	if (ties === "transaction" || policy.stores === "all" || policy.lostHolder === "run-again") return undefined;
	return `this store can't undo effects, so every answer has to be stored (stores: "all"), unless effects may be there twice (lostHolder: "run-again")`;
}

async function handle<Transaction>(
	context: Context<Transaction>,
	request: KeyedRequest,
	work: Work<Transaction>,
): Promise<GuardedAnswer> {
	const { policy, observe } = context;
	const isKeyed = policy.methods.includes(request.method);
	const reading = isKeyed ? readKey(request.keys, policy) : undefined;
	if (reading?.ok === false && (reading.why === "malformed" || policy.isRequired)) {
		observe({ what: "refuse", name: undefined, why: reading.why });
		return refused(policy, reading.why, reading.detail);
	}
	const route = policy.isPerRoute ? `${request.method} ${request.route}` : "";
	const name = reading?.ok === true ? keyName(request.caller, route, reading.key) : undefined;
	const fingerprint = name === undefined ? undefined : fingerprintOf(request, policy.fingerprint);
	const { clock } = context;
	const onStep = (step: Step): void => observe({ what: "step", step, name });
	return settled(context, { name, fingerprint, policy, clock, onStep }, work);
}

async function settled<Transaction>(
	context: Context<Transaction>,
	asked: Asked,
	work: Work<Transaction>,
): Promise<GuardedAnswer> {
	const { store, policy, observe, answerAtMost } = context;
	const { name } = asked;
	let result: StoreResult;
	try {
		result = await store.run(asked, async (held) => withinLimit(await work(held), answerAtMost));
	} catch (error) {
		if (!(error instanceof StoreError)) throw error;
		observe({ what: "failed", name, error });
		return unavailable(policy, error);
	}
	if (result.did === "refuse") {
		observe({ what: "refuse", name, why: result.why });
		return refused(policy, result.why);
	}
	observe({ what: result.did, name, status: result.answer.status });
	if (result.did === "run") return { ...result.answer, by: "run" };
	return { ...marked(result.answer, policy), by: "replay" };
}

function withinLimit(answer: HttpAnswer, atMost: number): HttpAnswer {
	if (answer.body.length <= atMost) return answer;
	throw new RangeError(`an answer of ${answer.body.length} bytes can't be kept with its key: ${atMost} are the limit`);
}

function marked(answer: HttpAnswer, { replayedField }: IdempotencyPolicy): HttpAnswer {
	if (replayedField === undefined) return answer;
	return { ...answer, fields: [...answer.fields, [replayedField, "true"]] };
}

function refused(policy: IdempotencyPolicy, why: RefusalReason, detail?: string): GuardedAnswer {
	const { status, fields, text } = refusalOf(why, policy, detail);
	return { ...textAnswer(status, fields, text), by: "refuse" };
}

function unavailable({ documentation, retryAfterS }: IdempotencyPolicy, { happened }: StoreError): GuardedAnswer {
	const detail = { no: "Nothing happened.", maybe: "It may have happened." }[happened];
	const problem = {
		...{ type: documentation, title: "The store of idempotency keys is not available", status: 503 },
		...{ detail: `${detail} Try again with the same key.`, happened },
	};
	const fields = [
		["content-type", "application/problem+json"],
		["cache-control", "no-store"],
		["retry-after", String(retryAfterS)],
	] as const;
	return { ...textAnswer(503, fields, `${JSON.stringify(problem)}\n`), by: "refuse" };
}
