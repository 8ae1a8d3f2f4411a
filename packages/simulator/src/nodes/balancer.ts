import { createBalancing, gatewayAnswer, textReply } from "@roundtrip/behaviour";
import { type AttemptResult, type BalancerSpec, subCall } from "@roundtrip/model";
import { type Call, createCall } from "../links/call.ts";
import type { Answerer, Caller, ReturnWay } from "../links/caller.ts";
import type { Machine, World } from "../world.ts";
import type { Job } from "./job.ts";
import { reply } from "./reply.ts";

export interface BalancerParts {
	readonly world: World;
	readonly machine: Machine;
	readonly spec: BalancerSpec;
	/** The way to a server behind it. */
	callerTo(server: string): Caller;
}

/** Makes a balancer. */
export type CreateBalancer = (parts: BalancerParts) => Answerer;

/** Gives each request to one of the servers behind it, with as many hands as it needs. */
export function createBalancer({ world, machine, spec, callerTo }: BalancerParts): Answerer {
	const { name } = machine;
	const balancing = createBalancing(spec);

	/** @param others that can be asked in the place of the first one */
	function ask(job: Job, [server, ...others]: readonly string[]): void {
		if (server === undefined) return;
		const { call: asked } = job;
		job.calls++;
		balancing.asks(server);
		const call: Call = createCall({
			...{ id: subCall(asked.id, job.calls), exchange: asked.exchange, attempt: asked.attempt },
			...{ question: asked.question, conversation: asked.conversation, content: asked.content, steps: asked.steps },
			lastSeq: job.lastSeq,
			ended: (result, seq) => {
				job.lastSeq = seq;
				if (machine.state !== "up" || machine.life !== job.life) return;
				balancing.ended(server, result.how !== "answered", world.kernel.now);
				if (result.how === "refused" && others.length > 0) ask(job, others);
				else give(job, server, result, call);
			},
		});
		callerTo(server).ask(call, spec.timeout);
	}

	function give(job: Job, server: string, result: AttemptResult, call: Call): void {
		const failure = call.reply === undefined ? gatewayAnswer(result, server) : undefined;
		const answer = call.reply ?? (failure === undefined ? undefined : textReply(failure.status, failure.text));
		if (answer === undefined) return;
		job.state = "answered";
		reply(world, name, job, answer);
	}

	return {
		receive(call: Call, back: ReturnWay, deliveredSeq: number) {
			const client = world.plan[call.exchange - 1]?.from ?? "";
			const job: Job = {
				...{ call, back, inbox: undefined, life: machine.life, lastSeq: deliveredSeq },
				...{ wantedUntilNs: Number.POSITIVE_INFINITY, calls: 0, fetches: 0, numbers: undefined },
				...{ hasWorker: false, state: "unanswered" },
			};
			ask(job, balancing.choose(client, world.kernel.now));
		},
		die: balancing.reset,
	};
}
