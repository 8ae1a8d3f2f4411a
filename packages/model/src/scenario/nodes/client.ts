import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, durationField, wordField } from "../fields.ts";
import { LIMITS } from "../limits.ts";
import { type Backoff, backoffField, type WrittenBackoff } from "./backoff.ts";
import { type ProvesSpec, provesField, type WrittenProves } from "./proves.ts";

/** When to try again, and how long to wait before. */
export interface RetrySpec {
	/** Tries in all, the first one included. What redirects lead to is part of a try. */
	readonly attempts: number;
	/** The wait before the second try, doubled before each further one, up to a bound. */
	readonly backoff: Backoff;
	/** `full`: a random part of the wait, so that clients don't return in step. */
	readonly jitter: "none" | "full";
	/** Tries after the first are paid for by first ones; without it there are as many as `attempts` says. */
	readonly budget?: RetryBudgetSpec | undefined;
}

/** What there is for retries of all exchanges of a client together. */
export interface RetryBudgetSpec {
	/** Retries for a hundred first tries. */
	readonly percent: number;
	/** Retries that are there at the beginning. */
	readonly reserve: number;
}

/** When a client sends nothing more to a server that keeps failing. */
export interface BreakerSpec {
	/** It opens when so many of the last tries have failed … */
	readonly failures: number;
	/** … of so many. */
	readonly of: number;
	/** How long nothing is sent then. */
	readonly open: Nanoseconds;
	/** Tries that are made afterwards; all of them have to go well. */
	readonly probes: number;
}

/** Copies of a request whose answer is late, beside it. */
export interface HedgingSpec {
	/** How long an answer is waited for before a copy goes out, and then before the next. */
	readonly after: Nanoseconds;
	/** Copies of a try at most. */
	readonly most: number;
}

/** Whoever asks. */
export interface ClientSpec {
	readonly is: "client";
	/** How long a try waits for its whole answer, from its begin; one timeout for all that redirects add to it. */
	readonly timeout: Nanoseconds;
	readonly retry: RetrySpec;
	/** Connections to one server at a time; more requests wait in the client. */
	readonly connections: number;
	/** `private`: it keeps answers for itself as far as they allow it, as a browser does. */
	readonly cache?: "private" | undefined;
	/** How it proves who it is to servers that demand it. */
	readonly proves?: ProvesSpec | undefined;
	/** What gets an idempotency key of its own: each exchange, whose retries repeat it, or, by mistake, each try. */
	readonly key?: "exchange" | "attempt" | undefined;
	/** One for each server. */
	readonly breaker?: BreakerSpec | undefined;
	/** For requests that may be sent twice: by their method, or as they bear a key. */
	readonly hedge?: HedgingSpec | undefined;
}

/** A client as it is written; its name and kind stand beside it. */
export interface WrittenClient {
	readonly timeout?: WrittenDuration | undefined;
	readonly retry?: WrittenRetry | undefined;
	readonly connections?: number | undefined;
	readonly cache?: "private" | undefined;
	readonly proves?: WrittenProves | undefined;
	readonly key?: "exchange" | "attempt" | undefined;
	readonly breaker?: WrittenBreaker | undefined;
	readonly hedge?: WrittenHedging | undefined;
}

export interface WrittenHedging {
	readonly after: WrittenDuration;
	readonly most?: number | undefined;
}

export interface WrittenBreaker {
	readonly failures?: number | undefined;
	readonly of?: number | undefined;
	readonly open?: WrittenDuration | undefined;
	readonly probes?: number | undefined;
}

export interface WrittenRetry {
	readonly attempts?: number | undefined;
	readonly backoff?: WrittenBackoff | undefined;
	readonly jitter?: "none" | "full" | undefined;
	readonly budget?: { readonly percent?: number | undefined; readonly reserve?: number | undefined } | undefined;
}

const retryDefaults = { attempts: 1, backoff: "100ms..2s", jitter: "full" } as const;
const defaults = { timeout: "30s", retry: retryDefaults, connections: 6 } as const;

const budgetDefaults = { percent: 20, reserve: 10 } as const;
const breakerDefaults = { failures: 10, of: 20, open: "5s", probes: 1 } as const;

/** More would be as good as none. */
const MOST_TRIES = 1_000;

const breaker: z.ZodType<BreakerSpec, WrittenBreaker> = z
	.strictObject({
		failures: countField(1, MOST_TRIES).prefault(breakerDefaults.failures),
		of: countField(1, MOST_TRIES).prefault(breakerDefaults.of),
		open: durationField.prefault(breakerDefaults.open),
		probes: countField(1, MOST_TRIES).prefault(breakerDefaults.probes),
	})
	.check((context) => {
		const { failures, of } = context.value;
		if (failures <= of) return;
		const message = `${failures} of the last ${of} tries can't have failed: of is at least failures`;
		context.issues.push({ code: "custom", input: context.value, message, path: ["failures"] });
	});

/** With more, whoever is slow is asked for nothing else. */
const MOST_COPIES = 5;

const hedge: z.ZodType<HedgingSpec, WrittenHedging> = z.strictObject({
	after: durationField.refine((ns) => ns > 0, {
		error: "a copy at once would be two requests for each: say how long to wait",
	}),
	most: countField(1, MOST_COPIES).prefault(1),
}) as unknown as z.ZodType<HedgingSpec, WrittenHedging>;

const retry: z.ZodType<RetrySpec, WrittenRetry> = z.strictObject({
	attempts: countField(1, LIMITS.attempts).prefault(retryDefaults.attempts),
	backoff: backoffField.prefault(retryDefaults.backoff),
	jitter: wordField(["none", "full"]).prefault(retryDefaults.jitter),
	budget: z
		.strictObject({
			percent: countField(0, 100).prefault(budgetDefaults.percent),
			reserve: countField(0, MOST_TRIES).prefault(budgetDefaults.reserve),
		})
		.optional(),
});

export const client: Descriptor<ClientSpec, WrittenClient> = {
	name: "client",
	what: "Whoever asks: it sends requests, waits for answers, gives up after its timeout, and may try again. It follows redirects, up to 20 for a try and within its timeout. With `cache: private` it answers itself from what it has kept (RFC 9111). With `proves` it shows servers that demand it who it is: `{ token: login, as: ann }` logs in at `login` and renews in time, `{ session: shop }` logs in at the server itself and keeps its cookie, `{ key: api }` was given a key once, `{ certificate: api }` shows one while the connection is secured. With `key: exchange` each POST and PATCH bears an idempotency key, and every try of the same exchange the same one; `key: attempt` makes a new one for each try, which is a mistake. Who has a key tries again where it is told 409 and when to come back. With `retry: { budget: { percent: 20, reserve: 10 } }` retries of all its exchanges together are paid for by first tries, so that they stay a part of what is sent where everything fails. With `breaker: { failures: 10, of: 20, open: 5s, probes: 1 }` it sends nothing to a server of which so many of the last tries failed (no answer, or 5xx), and tries it out after a while: what it doesn't send has not happened. With `hedge: { after: 200ms, most: 1 }` it sends a copy of a try beside it when no answer has come for so long, takes the first that says something, and drops the other: only of requests whose method is idempotent, or that bear the key of their exchange. A copy is an attempt of its own and takes of the retry budget.",
	example: "phone: { is: client, timeout: 1s, retry: { attempts: 3, backoff: 100ms..2s, jitter: full } }",
	defaults,
	schema: z
		.strictObject({
			is: z.literal("client"),
			timeout: durationField.prefault(defaults.timeout),
			retry: retry.prefault(defaults.retry),
			connections: countField(1, LIMITS.connections).prefault(defaults.connections),
			cache: wordField(["private"]).optional(),
			proves: provesField.optional(),
			key: wordField(["exchange", "attempt"]).optional(),
			breaker: breaker.optional(),
			hedge: hedge.optional(),
		})
		.check((context) => {
			const { hedge: copies, cache, key } = context.value;
			if (copies === undefined) return;
			const { value: input } = context;
			if (cache !== undefined) {
				const message = "a client with a cache of its own sends no copies: leave out `cache` or `hedge`";
				context.issues.push({ code: "custom", input, message, path: ["hedge"] });
			}
			if (key === "attempt") {
				const message = "copies whose keys differ are two requests to their server: write key: exchange";
				context.issues.push({ code: "custom", input, message, path: ["hedge"] });
			}
		}),
};
