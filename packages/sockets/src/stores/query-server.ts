import { type PlannedExchange, resultBody, sampleSpan, textBody } from "@roundtrip/behaviour";
import { type CallId, callParts, type DatabaseSpec, type QueryStep, type Scenario } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import { type Answering, createAnswering } from "../servers/answering.ts";
import type { Job } from "../servers/job.ts";
import { reply } from "../servers/reply.ts";
import type { EffectsStore, StatementResult } from "./effects-store.ts";
import type { Pace } from "./pace.ts";
import { parseStatement } from "./statement.ts";

export interface QueryServerParts {
	readonly context: NodeContext;
	readonly spec: DatabaseSpec;
	readonly plan: readonly PlannedExchange[];
	readonly pace: Pace;
	readonly store: () => EffectsStore;
}

/** A database: an HTTP server in front of SQL. */
export function createQueryServer({ context, spec, plan, pace, store }: QueryServerParts): Answering {
	const { node, scenario, seed, journal, timers } = context;
	const limits = { workers: spec.workers, queue: Number.POSITIVE_INFINITY };
	const answering = createAnswering({ context, limits, begin, refuse: () => undefined });

	function begin(job: Job, startedNs: number): void {
		const step = queryStepOf(job.call, scenario, plan);
		const takesNs = step === undefined ? 0 : sampleSpan(step.takes, seed, job.call, "takes");
		const doneNs = startedNs + takesNs;
		// The real commit is part of the time that the query takes, not on top of it.
		timers.at(doneNs - pace.expectedNs(step?.effect !== undefined), () => {
			const result = execute(job, step?.effect);
			timers.at(doneNs, () => answer(job, result));
		});
	}

	function execute(job: Job, effect: string | undefined): StatementResult | undefined {
		const statement = parseStatement(job.content.toString("utf8"));
		if (statement === undefined) return undefined;
		const beganNs = timers.clock.now();
		const result = store().execute(statement);
		const at = timers.clock.now();
		if (effect !== undefined && result !== undefined)
			journal.write({ ...ofCall(job.call), at, node, kind: "committed", data: { effect } });
		pace.took(effect !== undefined, at - beganNs);
		return result;
	}

	function answer(job: Job, result: StatementResult | undefined): void {
		if (result === undefined)
			reply(context, job, { status: 400, body: textBody("Not a statement that this database knows.\n") });
		else reply(context, job, { status: 200, body: resultBody(result) });
		answering.finished();
	}

	return answering;
}

/** The step of a route that a call to a database is for. */
function queryStepOf(call: CallId, scenario: Scenario, plan: readonly PlannedExchange[]): QueryStep | undefined {
	const planned = plan[callParts(call).exchange - 1];
	if (planned === undefined) return undefined;
	const queries = (scenario.routes[planned.to]?.[planned.request] ?? []).filter((step) => "query" in step);
	return queries[Number(call.slice(call.lastIndexOf("/") + 1)) - 1];
}
