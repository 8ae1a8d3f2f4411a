import {
	gatewayAnswer,
	plainRequest,
	QUEUE_FULL,
	replyOf,
	sampleSpan,
	statementBody,
	statementOf,
	textReply,
} from "@roundtrip/behaviour";
import { type QueryStep, type ReplyStep, type ServerSpec, type Step, subCall } from "@roundtrip/model";
import type { Callers } from "../clients/callers.ts";
import { createQuestion } from "../clients/question.ts";
import type { NodeContext } from "../node-context.ts";
import { type Answering, createAnswering } from "./answering.ts";
import type { Job } from "./job.ts";
import { reply } from "./reply.ts";

/** A request on its way through the steps of its route. */
interface Progress {
	readonly job: Job;
	readonly steps: readonly Step[];
	/** Calls made for it so far. */
	calls: number;
	/** Since when the present step counts. */
	sinceNs: number;
}

/** A server: works through the steps of a route, one after the other, with one worker a request. */
export function createRouteServer(context: NodeContext, spec: ServerSpec, callers: () => Callers): Answering {
	const { node, scenario, seed, timers } = context;
	const routes = scenario.routes[node] ?? {};
	const answering = createAnswering({
		...{ context, limits: spec },
		begin(job, sinceNs) {
			const steps = routes[`${job.method} ${job.path}`];
			if (steps === undefined) throw new Error(`${node} has no route ${job.method} ${job.path}`);
			step({ job, steps, calls: 0, sinceNs }, 0);
		},
		refuse: (job) => reply(context, job, textReply(QUEUE_FULL.status, QUEUE_FULL.text)),
	});

	function step(progress: Progress, index: number): void {
		const current = progress.steps[index];
		if (current === undefined) return;
		if ("reply" in current) answer(progress, current);
		else if ("query" in current) query(progress, current, index);
		else {
			progress.sinceNs += sampleSpan(current.work, seed, progress.job.call, `step/${index}`);
			timers.at(progress.sinceNs, () => step(progress, index + 1));
		}
	}

	function answer({ job }: Progress, current: ReplyStep): void {
		reply(context, job, replyOf(current));
		answering.finished();
	}

	function query(progress: Progress, current: QueryStep, index: number): void {
		const { job } = progress;
		const to = current.query;
		const atNs = timers.clock.now();
		progress.calls++;
		const call = subCall(job.call, progress.calls);
		const question = createQuestion({
			...{ call, to, atNs, timeoutNs: spec.timeout },
			request: plainRequest("POST", "/query", statementBody(statementOf(current, call))),
			ended(result, endedNs) {
				progress.sinceNs = endedNs;
				const failure = gatewayAnswer(result, to);
				if (failure === undefined) {
					step(progress, index + 1);
					return;
				}
				reply(context, job, textReply(failure.status, failure.text));
				answering.finished();
			},
		});
		callers().to(to).ask(question);
	}

	return answering;
}
