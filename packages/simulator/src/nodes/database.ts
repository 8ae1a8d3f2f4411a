import { plainReply, resultBody, sampleSpan } from "@roundtrip/behaviour";
import type { DatabaseSpec } from "@roundtrip/model";
import { ofCall } from "../links/call.ts";
import type { Answerer } from "../links/caller.ts";
import type { Machine, World } from "../world.ts";
import { createAnswering } from "./answering.ts";
import type { Job } from "./job.ts";
import { reply } from "./reply.ts";

export interface DatabaseParts {
	readonly world: World;
	readonly machine: Machine;
	readonly spec: DatabaseSpec;
}

/** Works on statements; what it has committed outlives it. */
export function createDatabase({ world, machine, spec }: DatabaseParts): Answerer {
	let rows = 0;
	const limits = { workers: spec.workers, queue: Number.POSITIVE_INFINITY };
	const answering = createAnswering(world, machine, limits, begin, () => undefined);

	function begin(job: Job): void {
		const [query] = job.call.steps;
		if (query === undefined || !("query" in query)) return;
		const takesNs = sampleSpan(query.takes, world.seed, job.call.id, "takes");
		world.later(takesNs, () => {
			if (!answering.isAlive(job)) return;
			if (query.effect !== undefined) commit(job, query.effect);
			const result = query.effect === undefined ? { count: rows } : { changes: 1 };
			reply(world, machine.name, job, plainReply(200, resultBody(result)));
			answering.finished(job);
		});
	}

	function commit(job: Job, effect: string): void {
		rows++;
		const data = { effect };
		job.lastSeq = world.record({ ...ofCall(job.call, machine.name), kind: "committed", causes: [job.lastSeq], data });
	}

	return { receive: answering.receive, die: answering.die };
}
