import {
	type BreakerSpec,
	createStream,
	type HedgeSpec,
	type RandomStream,
	type RetryBudgetSpec,
	USUAL_BREAKER,
	USUAL_BUDGET,
	USUAL_HEDGE,
} from "@roundtrip/behaviour";
import { type Nanoseconds, NS_PER_MS, type RetrySpec } from "@roundtrip/model";

/** What a client does beside sending. Spans are in milliseconds. */
export interface FetchOptions {
	/** For an exchange with all its tries and waits; 30,000 unless it is given. */
	readonly deadlineMs?: number | undefined;
	/** For one try; 10,000 unless it is given. */
	readonly attemptMs?: number | undefined;
	readonly retry?: RetryOptions | false | undefined;
	/** Retries and copies for each server, as a part of its first tries. */
	readonly budget?: Partial<RetryBudgetSpec> | false | undefined;
	readonly breaker?: BreakerOptions | false | undefined;
	/** Copies of late requests, for methods that are idempotent by themselves. Off unless it is given. */
	readonly hedge?: HedgeOptions | false | undefined;
	/**
	 * `given`: a POST or PATCH is tried again only where the caller has set an Idempotency-Key. `auto`: each one without a key
	 * gets one. Choose it only for servers that know keys: one that doesn't does what it is asked twice.
	 */
	readonly idempotencyKey?: "given" | "auto" | undefined;
	/** Bytes of an answer, which is read whole within the deadline; 16 MiB unless it is given. `stream`: it isn't read. */
	readonly answer?: number | "stream" | undefined;
	/** What sends; the platform's fetch unless it is given. */
	readonly fetch?: typeof fetch | undefined;
	/** A whole number from which jitter is drawn; drawn itself unless it is given. */
	readonly seed?: number | undefined;
}

export interface RetryOptions {
	/** Tries in all, the first included; 3 unless it is given. */
	readonly attempts?: number | undefined;
	/** The first wait and the longest; 100 and 2,000 unless they are given. A random part of it is waited. */
	readonly baseMs?: number | undefined;
	readonly capMs?: number | undefined;
}

export interface BreakerOptions {
	readonly failures?: number | undefined;
	readonly of?: number | undefined;
	readonly openMs?: number | undefined;
	readonly probes?: number | undefined;
}

export interface HedgeOptions {
	readonly afterMs?: number | undefined;
	readonly percentile?: number | undefined;
	readonly copies?: number | undefined;
}

/** All of it, in the units of the policies. */
export interface Settings {
	readonly deadlineNs: Nanoseconds;
	readonly attemptNs: Nanoseconds;
	readonly retry: RetrySpec;
	readonly budget: RetryBudgetSpec | undefined;
	readonly breaker: BreakerSpec | undefined;
	readonly hedge: HedgeSpec | undefined;
	readonly isKeyed: boolean;
	readonly answerAtMost: number | undefined;
	readonly random: RandomStream;
}

const ANSWER_AT_MOST = 16 * 1_048_576;
const DAY_MS = 86_400_000;

/** @throws RangeError where a figure makes no sense */
export function settingsOf(options: FetchOptions): Settings {
	const { answer = ANSWER_AT_MOST, seed = drawSeed() } = options;
	return {
		deadlineNs: spanNs("deadlineMs", options.deadlineMs ?? 30_000),
		attemptNs: spanNs("attemptMs", options.attemptMs ?? 10_000),
		retry: retrySpec(options.retry),
		budget: options.budget === false ? undefined : { ...USUAL_BUDGET, ...options.budget },
		breaker: options.breaker === false ? undefined : breakerSpec(options.breaker),
		hedge: options.hedge === undefined || options.hedge === false ? undefined : hedgeSpec(options.hedge),
		isKeyed: options.idempotencyKey === "auto",
		answerAtMost: answer === "stream" ? undefined : whole("answer", answer, 0),
		random: createStream(seed, "fetch", "backoff"),
	};
}

function retrySpec(options: RetryOptions | false = {}): RetrySpec {
	const { attempts = 3, baseMs = 100, capMs = 2_000 } = options === false ? { attempts: 1 } : options;
	const backoff = { baseNs: spanNs("retry.baseMs", baseMs, 0), capNs: spanNs("retry.capMs", capMs, 0) };
	if (backoff.capNs < backoff.baseNs) throw new RangeError("retry.capMs is not less than retry.baseMs");
	return { attempts: whole("retry.attempts", attempts, 1), backoff, jitter: "full" };
}

function breakerSpec({ openMs, ...counts }: BreakerOptions = {}): BreakerSpec {
	const openNs = openMs === undefined ? USUAL_BREAKER.openNs : spanNs("breaker.openMs", openMs);
	return { ...USUAL_BREAKER, ...given(counts), openNs };
}

function hedgeSpec({ afterMs, ...counts }: HedgeOptions): HedgeSpec {
	const afterNs = afterMs === undefined ? USUAL_HEDGE.afterNs : spanNs("hedge.afterMs", afterMs, 0);
	return { ...USUAL_HEDGE, ...given(counts), afterNs };
}

/** Without what is `undefined`, which would stand over what is usual. */
function given<Value extends object>(options: Value): { [Name in keyof Value]: Exclude<Value[Name], undefined> } {
	const entries = Object.entries(options).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries) as { [Name in keyof Value]: Exclude<Value[Name], undefined> };
}

export function spanNs(name: string, valueMs: number, leastMs = 1): Nanoseconds {
	if (!(valueMs >= leastMs && valueMs <= DAY_MS))
		throw new RangeError(`${name} is ${valueMs}: it lies between ${leastMs} and ${DAY_MS} milliseconds`);
	return Math.round(valueMs * NS_PER_MS);
}

function whole(name: string, value: number, least: number): number {
	if (Number.isSafeInteger(value) && value >= least) return value;
	throw new RangeError(`${name} is ${value}: it is a whole number from ${least} on`);
}

function drawSeed(): number {
	const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
	return (high & 0x1fffff) * 0x1_0000_0000 + low;
}
