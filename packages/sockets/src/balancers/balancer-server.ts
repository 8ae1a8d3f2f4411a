import { conversationOf, createBalancing, gatewayAnswer, textReply } from "@roundtrip/behaviour";
import { type BalancerSpec, callParts, linkName, subCall } from "@roundtrip/model";
import { askedRequest } from "../caches/asked-request.ts";
import type { Callers } from "../clients/callers.ts";
import { type CallResult, createQuestion } from "../clients/question.ts";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import { createDoors } from "../servers/doors.ts";
import type { Job } from "../servers/job.ts";
import type { Doors } from "../servers/open-doors.ts";
import { answerProbe, isProbe } from "../servers/probe.ts";
import { reply } from "../servers/reply.ts";

/** A balancer of the real world, with its doors. */
export interface BalancerServer extends Doors {
	/** Nobody waits for an answer. */
	readonly isIdle: boolean;
}

export interface BalancerServerParts {
	readonly callers: () => Callers;
	/** Who has begun an exchange. */
	readonly clientOf: (exchange: number) => string;
}

/** Gives each request to one of the servers behind it, and its answer back. */
export function createBalancerServer(
	context: NodeContext,
	spec: BalancerSpec,
	{ callers, clientOf }: BalancerServerParts,
): BalancerServer {
	const { node, scenario, journal, timers } = context;
	const balancing = createBalancing(spec);
	const doors = createDoors(context, receive);
	let underWay = 0;

	function receive(job: Job): void {
		const at = timers.clock.now();
		if (isProbe(job.call)) {
			answerProbe(job, at, timers);
			return;
		}
		journal.write({ ...ofCall(job.call), at, node, note: "arrived" });
		underWay++;
		void passOn(job, balancing.choose(clientOf(callParts(job.call).exchange), at)).finally(() => {
			underWay--;
		});
	}

	/** A server that refuses the connection has seen nothing of the request: the next one is asked. */
	async function passOn(job: Job, servers: readonly string[]): Promise<void> {
		for (const [index, server] of servers.entries()) {
			balancing.asks(server);
			const result = await call(job, server, index + 1);
			balancing.ended(server, result.how !== "answered", timers.clock.now());
			if (result.how === "refused" && index < servers.length - 1) continue;
			const failure = gatewayAnswer(result, server);
			const instead = failure === undefined ? undefined : textReply(failure.status, failure.text);
			const answer = result.reply ?? instead;
			if (answer !== undefined) reply(context, job, answer);
			return;
		}
	}

	function call(job: Job, server: string, nth: number): Promise<CallResult> {
		const request = askedRequest(job);
		const id = subCall(job.call, nth);
		const link = scenario.links[linkName(node, server)];
		const conversation = conversationOf(scenario, server, `${request.method} ${request.path}`, id, link);
		return new Promise((resolve) => {
			const question = createQuestion({
				...{ call: id, to: server, request, conversation, keepsReply: true },
				...{ atNs: timers.clock.now(), timeoutNs: spec.timeout, ended: resolve },
			});
			callers().to(server).ask(question);
		});
	}

	return {
		listen: doors.listen,
		get isIdle() {
			return underWay === 0;
		},
		close: doors.close,
	};
}
