import { type AuthDesk, deniedReply, type Verdict } from "@roundtrip/behaviour";
import type { DemandStep } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import type { Calls } from "./calls.ts";
import type { OneConversation } from "./conversations.ts";
import type { Job } from "./job.ts";
import { reply, sentence } from "./reply.ts";

export interface GateParts {
	readonly context: NodeContext;
	readonly desk: AuthDesk;
	readonly calls: Calls;
	readonly conversationWith: (job: Job) => OneConversation;
}

/** Stands before a route that demands something. */
export interface Gate {
	/** Lets a request on, or answers it: then `denied` is told, and nothing more is done. */
	pass(job: Job, step: DemandStep, passed: () => void, denied: () => void): void;
}

export function createGate({ context, desk, calls, conversationWith }: GateParts): Gate {
	const { node, journal, timers, isUnrecorded = false } = context;

	function note(job: Job, kind: "queued" | "denied", data: object): void {
		if (isUnrecorded) return;
		// The data is the kind's, which the compiler can't follow.
		journal.write({ ...ofCall(job.call), at: timers.clock.now(), node, kind, data } as never);
	}

	function deny(job: Job, step: DemandStep, { why, refusal }: Verdict & { readonly kind: "refused" }): void {
		note(job, "denied", { demand: step.demand, why });
		const answer = deniedReply(conversationWith(job).conversation, refusal);
		reply(context, job, answer, sentence(refusal.status, answer.body.text ?? ""));
	}

	return {
		pass(job, step, passed, denied) {
			const { method, fields = [], client } = job;
			let fetches = 0;
			const fetch = {
				keys: (told: Parameters<Calls["keys"]>[3]) => {
					fetches++;
					calls.keys(job, step.from ?? "", fetches, told);
				},
				waits: () => note(job, "queued", { for: "keys" }),
			};
			const request = { method, fields, ...(client === undefined ? {} : { client }) };
			desk.demand(step, request, fetch, (verdict) => {
				if (verdict.kind === "passed") {
					passed();
					return;
				}
				deny(job, step, verdict);
				denied();
			});
		},
	};
}
