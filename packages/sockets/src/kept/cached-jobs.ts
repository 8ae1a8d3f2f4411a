import type { PlannedExchange } from "@roundtrip/behaviour";
import { attemptCall, type CallId, callParts, type RequestLine, type Scenario } from "@roundtrip/model";
import type { Job } from "../servers/job.ts";
import { ownReply } from "./job.ts";
import type { ReadCounts } from "./read-counts.ts";
import type { Said } from "./said.ts";

export interface CachedJobsParts {
	readonly scenario: Pick<Scenario, "nodes">;
	readonly plan: readonly PlannedExchange[];
	/** What a route replies. */
	readonly said: (route: RequestLine) => Said | undefined;
	readonly counts: Pick<ReadCounts, "expect" | "take">;
	readonly receive: (job: Job) => void;
}

/**
 * Takes in what caches ask a kept server for strangers: they get through the cache what the server itself would have given
 * them. What the scenario's servers ask each other stays as it is in a run.
 */
export function receiveCached({ scenario, plan, said, counts, receive }: CachedJobsParts): (job: Job) => void {
	return (job) => {
		const { exchange, attempt } = callParts(job.call);
		const planned = plan[exchange - 1];
		const isCached = planned !== undefined && scenario.nodes[planned.to]?.is === "cache";
		const reply = isCached ? said(planned.request) : undefined;
		if (reply === undefined) {
			receive(job);
			return;
		}
		// What is read for it is counted under the stranger's request.
		const root: CallId = attemptCall(exchange, attempt);
		counts.expect(root);
		receive({ ...job, answer: (answer) => job.answer(ownReply(reply, answer, counts.take(root)) ?? answer) });
	};
}
