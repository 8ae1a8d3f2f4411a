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
import { type QueryStep, type ReplyStep, type ServerSpec, subCall } from "@roundtrip/model";
import { createCall } from "../links/call.ts";
import type { Answerer, Caller } from "../links/caller.ts";
import type { Machine, World } from "../world.ts";
import { createAnswering } from "./answering.ts";
import type { Job } from "./job.ts";
import { reply } from "./reply.ts";

export interface ServerParts {
	readonly world: World;
	readonly machine: Machine;
	readonly spec: ServerSpec;
	/** The way to a database. */
	callerTo(database: string): Caller;
}

/** Works through the steps of a route, one after the other, with one worker a request. */
export function createServer(parts: ServerParts): Answerer {
	const { world, machine, spec } = parts;
	const answering = createAnswering(
		world,
		machine,
		spec,
		(job) => step(job, 0),
		(job) => reply(world, machine.name, job, textReply(QUEUE_FULL.status, QUEUE_FULL.text)),
	);

	function step(job: Job, index: number): void {
		const current = job.call.steps[index];
		if (current === undefined) return;
		if ("reply" in current) answer(job, current);
		else if ("query" in current) query(job, current, index);
		else {
			const takesNs = sampleSpan(current.work, world.seed, job.call.id, `step/${index}`);
			world.later(takesNs, () => {
				if (answering.isAlive(job)) step(job, index + 1);
			});
		}
	}

	function answer(job: Job, current: ReplyStep): void {
		reply(world, machine.name, job, replyOf(current));
		answering.finished(job);
	}

	function query(job: Job, current: QueryStep, index: number): void {
		job.calls++;
		const id = subCall(job.call.id, job.calls);
		const call = createCall({
			...{ id, exchange: job.call.exchange, attempt: job.call.attempt },
			question: plainRequest("POST", "/query", statementBody(statementOf(current, id))),
			steps: [current],
			lastSeq: job.lastSeq,
			ended: (result, seq) => {
				job.lastSeq = seq;
				const failure = gatewayAnswer(result, current.query);
				if (failure === undefined) {
					step(job, index + 1);
					return;
				}
				reply(world, machine.name, job, textReply(failure.status, failure.text));
				answering.finished(job);
			},
		});
		parts.callerTo(current.query).ask(call, spec.timeout);
	}

	return { receive: answering.receive, die: answering.die };
}
