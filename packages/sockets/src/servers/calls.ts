import {
	ABORTED_STATUS,
	amountIn,
	askOf,
	type Body,
	contentSaid,
	controlStatement,
	conversationOf,
	databaseAnswer,
	EMPTY_BODY,
	type GatewayAnswer,
	gatewayAnswer,
	givenUp,
	type HttpReply,
	type KeyAsked,
	keyIn,
	keyStatement,
	keysRequest,
	plainRequest,
	type Statement,
	statementBody,
	statementOf,
	statementWithin,
	worthAnotherTry,
} from "@roundtrip/behaviour";
import {
	type AskStep,
	type AttemptResult,
	type CallId,
	effectsOf,
	KEYS,
	keysCall,
	linkName,
	type OnceStep,
	type QueryStep,
	type ServerSpec,
	subCall,
	type TransactionStep,
} from "@roundtrip/model";
import type { Callers } from "../clients/callers.ts";
import { type CallResult, createQuestion, type Question } from "../clients/question.ts";
import type { NodeContext } from "../node-context.ts";
import { createConnectionPools } from "./connection-pools.ts";
import type { Job } from "./job.ts";
import type { CallFailure, Next, Progress } from "./progress.ts";

/** What a server asks of others while it works on a request. */
export interface Calls {
	/** Each statement waits for the result of the one before. */
	query(progress: Progress, step: QueryStep, next: Next): void;
	ask(progress: Progress, step: AskStep, next: Next): void;
	/**
	 * The public keys of an issuer, for what a request shows.
	 * @param nth time for this request
	 */
	keys(job: Job, issuer: string, nth: number, told: (reply: HttpReply | undefined) => void): void;
	/**
	 * BEGIN, the steps, COMMIT, over one connection; from BEGIN on again where the database aborts it.
	 * @param play does the steps, in the nth try
	 */
	/** What is said to the database of idempotency keys for a request. */
	keysOf(progress: Progress, step: OnceStep): KeyCalls;
	transaction(progress: Progress, step: TransactionStep, play: (nth: number, done: Next) => void, next: Next): void;
}

/** Statements about a key, each for when the one before is done. Where one fails, its request is answered so. */
export interface KeyCalls {
	begin(next: Next): void;
	end(how: "commit" | "rollback", next: Next): void;
	/** In the transaction where one is open. */
	ask(asked: KeyAsked, told: (known: string | undefined) => void): void;
}

export interface CallsParts {
	readonly context: NodeContext;
	readonly spec: ServerSpec;
	readonly callers: () => Callers;
	/** Told where a call brought no result. */
	readonly failed: (progress: Progress, failure: GatewayAnswer) => void;
}

/** What is asked, and in whose dialect, where it is in one. */
type Words = Pick<Question, "request" | "conversation" | "keepsReply">;

interface OneCall {
	readonly to: string;
	readonly atNs: number;
	readonly words: (call: CallId) => Words;
	readonly ended: (result: CallResult) => void;
}

export function createCalls({ context, spec, callers, failed }: CallsParts): Calls {
	const { node, scenario } = context;
	const pools = createConnectionPools(context, spec);

	/** In a transaction it is for the transaction to say what comes of a failure. */
	function fail(progress: Progress, answer: GatewayAnswer, how: CallFailure = "elsewhere"): void {
		const { transaction } = progress;
		progress.transaction = undefined;
		if (transaction === undefined) failed(progress, answer);
		else transaction.failed(answer, how);
	}

	/** Numbers of calls count through the whole route. */
	function callOnce(progress: Progress, { to, atNs, words, ended }: OneCall): void {
		progress.calls++;
		const call = subCall(progress.job.call, progress.calls);
		const question = createQuestion({
			...{ call, to, atNs, timeoutNs: spec.timeout, ...words(call) },
			ended(result, endedNs) {
				progress.sinceNs = endedNs;
				ended(result);
			},
		});
		callers().to(to).ask(question);
	}

	function oneByOne(
		progress: Progress,
		{ times, attempts }: Pick<AskStep, "times" | "attempts">,
		call: Pick<OneCall, "to" | "words">,
		next: Next,
		tries = 1,
	): void {
		const ended = (result: AttemptResult): void => {
			if (tries < attempts && worthAnotherTry(result)) {
				oneByOne(progress, { times, attempts }, call, next, tries + 1);
				return;
			}
			const failure = gatewayAnswer(result, call.to);
			if (failure !== undefined) fail(progress, failure);
			else if (times > 1) oneByOne(progress, { times: times - 1, attempts }, call, next);
			else next();
		};
		callOnce(progress, { ...call, atNs: context.timers.clock.now(), ended });
	}

	function atOnce(
		progress: Progress,
		{ times, attempts }: Pick<AskStep, "times" | "attempts">,
		call: Pick<OneCall, "to" | "words">,
		next: Next,
	): void {
		const failures: (GatewayAnswer | undefined)[] = [];
		let left = times;
		const askOnce = (nth: number, tries: number): void => {
			const ended = (result: AttemptResult): void => {
				if (tries < attempts && worthAnotherTry(result)) {
					askOnce(nth, tries + 1);
					return;
				}
				failures[nth] = gatewayAnswer(result, call.to);
				left--;
				if (left > 0) return;
				const failure = failures.find((each) => each !== undefined);
				if (failure === undefined) next();
				else fail(progress, failure);
			};
			callOnce(progress, { ...call, atNs: context.timers.clock.now(), ended });
		};
		for (let nth = 0; nth < times; nth++) askOnce(nth, 1);
	}

	/** Within a transaction over the connection that it has; else over one of its own. */
	function statement(progress: Progress, step: QueryStep, next: Next): void {
		const database = scenario.nodes[step.query];
		const holds = database?.is === "database" ? database : undefined;
		const pool = progress.transaction === undefined ? pools.get(step.query) : undefined;
		const words = (call: CallId): Words => {
			const own = statementOf(step, call, holds, progress.amounts.get(step.query));
			const asked = statementWithin(own, progress.transaction?.id);
			return { request: plainRequest("POST", "/query", statementBody(asked)), keepsReply: step.reads !== undefined };
		};
		const ask = (): void =>
			callOnce(progress, {
				...{ to: step.query, words, atNs: context.timers.clock.now() },
				ended(result) {
					pool?.give();
					const failure = databaseAnswer(result, step.query);
					if (failure !== undefined) {
						fail(progress, failure, failureOf(result));
						return;
					}
					remember(progress, step, result);
					if (progress.transaction === undefined && effectsOf(step).length > 0) {
						context.reached?.("committed", progress.job.call);
					}
					next();
				},
			});
		if (pool === undefined) ask();
		else pool.take(nextCall(progress), ask, (answer) => fail(progress, answer));
	}

	/** Says what begins a transaction or ends it. After a ROLLBACK it goes on whatever came of it. */
	function control(
		progress: Progress,
		{ transaction: to }: TransactionStep,
		what: Parameters<typeof controlStatement>[0],
		within: CallId | undefined,
		next: Next,
	): void {
		const request = plainRequest("POST", "/query", statementBody(controlStatement(what, within)));
		callOnce(progress, {
			...{ to, words: () => ({ request }), atNs: context.timers.clock.now() },
			ended(result) {
				const failure = databaseAnswer(result, to);
				if (failure === undefined || what === "rollback") next();
				else fail(progress, failure, failureOf(result));
			},
		});
	}

	return {
		query(progress, step, next) {
			const execute = (left: number): void => {
				statement(progress, step, () => {
					if (left > 1) execute(left - 1);
					else next();
				});
			};
			execute(step.times);
		},
		transaction(progress, step, play, next) {
			const pool = pools.get(step.transaction);
			const giveUp = (answer: GatewayAnswer): void => {
				pool?.give();
				fail(progress, answer);
			};
			const attempt = (nth: number): void => {
				const id = nextCall(progress);
				const failedSo = (answer: GatewayAnswer, how: CallFailure): void => {
					if (how === "aborted" && nth < step.attempts) attempt(nth + 1);
					else if (how === "aborted") giveUp(givenUp(step, nth));
					else if (how === "unreachable") giveUp(answer);
					else control(progress, step, "rollback", id, () => giveUp(answer));
				};
				progress.transaction = { id, failed: failedSo };
				control(progress, step, step.isolation, undefined, () =>
					play(nth, () =>
						control(progress, step, "commit", id, () => {
							progress.transaction = undefined;
							pool?.give();
							context.reached?.("committed", progress.job.call);
							next();
						}),
					),
				);
			};
			if (pool === undefined) attempt(1);
			else
				pool.take(
					nextCall(progress),
					() => attempt(1),
					(answer) => fail(progress, answer),
				);
		},
		keysOf(progress, step) {
			const to = step.once;
			const pool = pools.get(to);
			const say = (said: Statement, told: (answer: Body) => void, gives = false): void =>
				callOnce(progress, {
					...{ to, atNs: context.timers.clock.now() },
					words: () => ({ request: plainRequest("POST", "/query", statementBody(said)), keepsReply: true }),
					ended(result) {
						if (gives) pool?.give();
						const failure = databaseAnswer(result, to);
						if (failure === undefined) told(result.reply?.body ?? EMPTY_BODY);
						else fail(progress, failure, failureOf(result));
					},
				});
			/** What has failed is undone: the key is as it was. */
			const failedIn =
				(id: CallId) =>
				(answer: GatewayAnswer, how: CallFailure): void => {
					const giveUp = (): void => {
						pool?.give();
						fail(progress, answer);
					};
					const request = plainRequest("POST", "/query", statementBody(controlStatement("rollback", id)));
					if (how !== "elsewhere") giveUp();
					else callOnce(progress, { to, words: () => ({ request }), atNs: context.timers.clock.now(), ended: giveUp });
				};
			const withConnection = (go: Next): void => {
				if (pool === undefined) go();
				else pool.take(nextCall(progress), go, (answer) => fail(progress, answer));
			};
			return {
				begin: (next) =>
					withConnection(() => {
						const id = nextCall(progress);
						progress.transaction = { id, failed: failedIn(id) };
						say(controlStatement("read-committed"), next);
					}),
				end: (how, next) =>
					say(controlStatement(how, progress.transaction?.id), () => {
						progress.transaction = undefined;
						pool?.give();
						next();
					}),
				ask(asked, told) {
					const own = keyStatement(asked);
					const heard = (answer: Body): void => told(keyIn(answer));
					const within = progress.transaction?.id;
					if (within !== undefined) say(statementWithin(own, within) as Statement, heard);
					else withConnection(() => say(own, heard, true));
				},
			};
		},
		ask(progress, step, next) {
			const to = step.ask;
			const fields = Object.entries(step.headers ?? {});
			const operation = { request: step.request, fields, content: contentSaid(step) };
			const link = scenario.links[linkName(node, to)];
			const words = (call: CallId): Words => {
				const conversation = conversationOf(scenario, to, step.request, call, link);
				return { request: askOf(conversation, operation), conversation };
			};
			const callAll = step["at-once"] ? atOnce : oneByOne;
			callAll(progress, step, { to, words }, next);
		},
		keys(job, issuer, nth, told) {
			const call = keysCall(job.call, nth);
			const conversation = conversationOf(scenario, issuer, KEYS, call, scenario.links[linkName(node, issuer)]);
			const question = createQuestion({
				...{ call, to: issuer, request: keysRequest(), conversation, keepsReply: true },
				...{ atNs: context.timers.clock.now(), timeoutNs: spec.timeout, ended: ({ reply }) => told(reply) },
			});
			callers().to(issuer).ask(question);
		},
	};
}

function nextCall({ job, calls }: Progress): CallId {
	return subCall(job.call, calls + 1);
}

/** A database that has undone a transaction says so by a status of its own. */
function failureOf(result: AttemptResult): CallFailure {
	if (result.how !== "answered") return "unreachable";
	return result.status === ABORTED_STATUS ? "aborted" : "elsewhere";
}

function remember({ amounts }: Progress, { query: database, reads }: QueryStep, { reply }: CallResult): void {
	const amount = reads === undefined || reply === undefined ? undefined : amountIn(reply.body);
	if (reads === undefined || amount === undefined) return;
	const known = amounts.get(database) ?? new Map<string, number>();
	amounts.set(database, known.set(reads, amount));
}
