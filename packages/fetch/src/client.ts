import {
	beliefOf,
	createDeadline,
	type Deadline,
	isRepeatable,
	type Leave,
	mayHaveHappened,
	nextTry,
	retryAfterNs,
} from "@roundtrip/behaviour";
import type { AttemptResult } from "@roundtrip/model";
import type { AttemptEnd } from "./attempt.ts";
import { nowNs, wait } from "./clock.ts";
import { type AttemptReport, RequestFailure, type StopReason } from "./failure.ts";
import { playRound } from "./hedged.ts";
import { type FetchOptions, type Settings, settingsOf, spanNs } from "./options.ts";
import type { Send } from "./redirects.ts";
import { type Repeatable, repeatable } from "./request.ts";
import { createServerStates, type ServerState } from "./server-state.ts";

/** What fetch takes, and a deadline of this request's own. */
export interface RequestOptions extends RequestInit {
	readonly deadlineMs?: number | undefined;
}

/**
 * Takes what fetch takes and gives what fetch gives; an answer of any status is an answer.
 *
 * @throws RequestFailure (as a rejection) where there is no answer; TypeError where the request is none
 */
export type RetryingFetch = (input: string | URL | Request, init?: RequestOptions) => Promise<Response>;

/** How an answer came about. */
export interface AnswerHistory {
	readonly attempts: readonly AttemptReport[];
	readonly stopped: StopReason;
	/** What its caller may conclude from all attempts together: a 503 after a lost answer is `unknown`. */
	readonly belief: "ok" | "failed" | "unknown";
	readonly idempotencyKey: string | undefined;
}

const histories = new WeakMap<Response, AnswerHistory>();

/** How an answer that a client of ours gave came about; undefined for any other. */
export function historyOf(response: Response): AnswerHistory | undefined {
	return histories.get(response);
}

/**
 * Makes a client. It remembers what became of requests to each server: use one for all of them.
 *
 * @throws RangeError where an option makes no sense
 */
export function createFetch(options: FetchOptions = {}): RetryingFetch {
	const settings = settingsOf(options);
	const stateOf = createServerStates(settings);
	// Taken when it is used: tests and tracing put their own in its place.
	const send: Send = (input, init) => (options.fetch ?? fetch)(input, init);
	return async (input, { deadlineMs, ...init } = {}) => {
		const limitNs = deadlineMs === undefined ? settings.deadlineNs : spanNs("deadlineMs", deadlineMs);
		const deadline = createDeadline(nowNs(), limitNs);
		const request = await repeatable(input, init, settings.isKeyed);
		const state = stateOf(new URL(request.url).origin);
		return play({ request, settings, state, deadline, send, reports: [] });
	};
}

interface Exchange {
	readonly request: Repeatable;
	readonly settings: Settings;
	readonly state: ServerState;
	readonly deadline: Deadline;
	readonly send: Send;
	readonly reports: AttemptReport[];
}

async function play(exchange: Exchange): Promise<Response> {
	const { request, settings, state, deadline, reports } = exchange;
	state.budget?.request();
	for (let number = 1; ; number++) {
		const leave = askBreaker(state);
		const { end, ends } = leave === "refused" ? roundOf(BREAKER_OPEN) : await tryOnce(exchange, leave, number);
		for (const each of ends) reports.push(reportOf(number, each));
		if (leave === "refused") return settle(exchange, end, "breaker-open");
		if (request.signal.aborted && end.response === undefined) return settle(exchange, end, "aborted");
		const next = nextTry(settings.retry, endedAttempt(exchange, number, end), () => settings.random);
		if (next.does === "stop") return settle(exchange, end, next.why);
		if (request.content instanceof ReadableStream) return settle(exchange, end, "not-repeatable");
		if (state.budget?.spend() === false) return settle(exchange, end, "budget");
		if (!(await wait(next.waitNs, request.signal))) return settle(exchange, end, "aborted");
		await end.response?.body?.cancel();
		if (deadline.leftNs(nowNs()) === 0) return settle(exchange, end, "deadline");
	}
}

const BREAKER_OPEN: AttemptEnd = { result: { how: "not-sent" }, reason: "breaker-open" };
const NO_TIME: AttemptEnd = { result: { how: "not-sent" }, reason: "deadline" };
const roundOf = (end: AttemptEnd): { end: AttemptEnd; ends: readonly AttemptEnd[] } => ({ end, ends: [end] });

function askBreaker({ breaker }: ServerState): Leave | undefined | "refused" {
	if (breaker === undefined) return undefined;
	const answer = breaker.ask(nowNs());
	return "leave" in answer ? answer.leave : "refused";
}

async function tryOnce(
	{ request, settings, state, deadline, send }: Exchange,
	leave: Leave | undefined,
	number: number,
): Promise<{ readonly end: AttemptEnd; readonly ends: readonly AttemptEnd[] }> {
	const limitNs = deadline.attemptNs(nowNs(), settings.attemptNs);
	if (limitNs === 0) {
		if (leave !== undefined) state.breaker?.giveBack(leave);
		return roundOf(NO_TIME);
	}
	const { answerAtMost } = settings;
	// A copy of a request with a key would only be told that the first is in flight.
	const isHedged = number === 1 && answerAtMost !== undefined && isRepeatable(request.method, false);
	return playRound(request, { state, send, limitNs, leave, answerAtMost, signal: request.signal, isHedged });
}

function endedAttempt(
	{ request, deadline }: Exchange,
	attempt: number,
	end: AttemptEnd,
): Parameters<typeof nextTry>[1] {
	return {
		...{ attempt, result: end.result, method: request.method, hasKey: request.key !== undefined },
		retryAfterNs: retryAfterNs(end.response?.headers.get("retry-after"), Date.now()),
		leftNs: deadline.leftNs(nowNs()),
	};
}

function reportOf(attempt: number, end: AttemptEnd): AttemptReport {
	return { attempt, result: end.result, reason: end.response === undefined ? end.reason : undefined };
}

/** The answer, or the failure that says what may have happened. */
function settle({ request, reports }: Exchange, end: AttemptEnd, stopped: StopReason): Response {
	const idempotencyKey = request.key;
	const results: readonly AttemptResult[] = reports.map(({ result }) => result);
	if (end.response !== undefined) {
		histories.set(end.response, { attempts: reports, stopped, belief: beliefOf(results), idempotencyKey });
		return end.response;
	}
	const happened = results.some(mayHaveHappened) ? "maybe" : "no";
	const { origin, pathname } = new URL(request.url);
	const what = `${request.method} ${origin}${pathname}`;
	throw new RequestFailure(
		what,
		{ happened, reason: end.reason, stopped, attempts: reports, idempotencyKey },
		end.cause,
	);
}
