import {
	askOf,
	contentSaid,
	conversationOf,
	type GatewayAnswer,
	gatewayAnswer,
	type HttpReply,
	keysRequest,
	plainRequest,
	statementBody,
	statementOf,
} from "@roundtrip/behaviour";
import {
	type AskStep,
	type AttemptResult,
	type CallId,
	KEYS,
	keysCall,
	linkName,
	type QueryStep,
	type ServerSpec,
	subCall,
} from "@roundtrip/model";
import type { Callers } from "../clients/callers.ts";
import { createQuestion, type Question } from "../clients/question.ts";
import type { NodeContext } from "../node-context.ts";
import type { Job } from "./job.ts";
import type { Next, Progress } from "./progress.ts";

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
}

export interface CallsParts {
	readonly context: NodeContext;
	readonly spec: ServerSpec;
	readonly callers: () => Callers;
	/** Told where a call brought no result. */
	readonly failed: (progress: Progress, failure: GatewayAnswer) => void;
}

/** What is asked, and in whose dialect, where it is in one. */
type Words = Pick<Question, "request" | "conversation">;

interface OneCall {
	readonly to: string;
	readonly atNs: number;
	readonly words: (call: CallId) => Words;
	readonly ended: (result: AttemptResult) => void;
}

export function createCalls({ context, spec, callers, failed }: CallsParts): Calls {
	const { node, scenario } = context;

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

	function oneByOne(progress: Progress, times: number, call: Pick<OneCall, "to" | "words">, next: Next): void {
		const ended = (result: AttemptResult): void => {
			const failure = gatewayAnswer(result, call.to);
			if (failure !== undefined) failed(progress, failure);
			else if (times > 1) oneByOne(progress, times - 1, call, next);
			else next();
		};
		callOnce(progress, { ...call, atNs: context.timers.clock.now(), ended });
	}

	function atOnce(progress: Progress, times: number, call: Pick<OneCall, "to" | "words">, next: Next): void {
		const failures: (GatewayAnswer | undefined)[] = [];
		let left = times;
		const atNs = context.timers.clock.now();
		for (let nth = 0; nth < times; nth++) {
			const ended = (result: AttemptResult): void => {
				failures[nth] = gatewayAnswer(result, call.to);
				left--;
				if (left > 0) return;
				const failure = failures.find((each) => each !== undefined);
				if (failure === undefined) next();
				else failed(progress, failure);
			};
			callOnce(progress, { ...call, atNs, ended });
		}
	}

	return {
		query(progress, step, next) {
			const database = scenario.nodes[step.query];
			const holds = database?.is === "database" ? database : undefined;
			const words = (call: CallId): Words => ({
				request: plainRequest("POST", "/query", statementBody(statementOf(step, call, holds))),
			});
			oneByOne(progress, step.times, { to: step.query, words }, next);
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
			callAll(progress, step.times, { to, words }, next);
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
