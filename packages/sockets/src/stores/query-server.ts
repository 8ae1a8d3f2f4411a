import {
	type PlannedExchange,
	plainReply,
	resultBody,
	type Statement,
	sampleSpan,
	textReply,
} from "@roundtrip/behaviour";
import {
	type CallId,
	callParts,
	type DatabaseSpec,
	type QueryStep,
	redirectChain,
	type Scenario,
} from "@roundtrip/model";
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
		const statement = parseStatement(job.content.toString("utf8"));
		const step = queryStepOf(job.call, statement, scenario, plan);
		const takesNs = step === undefined ? 0 : sampleSpan(step.takes, seed, job.call, "takes");
		const doneNs = startedNs + takesNs;
		// The real commit is part of the time that the query takes, not on top of it.
		timers.at(doneNs - pace.expectedNs(step?.effect !== undefined), () => {
			const result = statement === undefined ? undefined : execute(job, statement, step?.effect);
			timers.at(doneNs, () => answer(job, result));
		});
	}

	function execute(job: Job, statement: Statement, effect: string | undefined): StatementResult | undefined {
		const beganNs = timers.clock.now();
		const result = store().execute(statement);
		const at = timers.clock.now();
		if (effect !== undefined && result !== undefined)
			journal.write({ ...ofCall(job.call), at, node, kind: "committed", data: { effect } });
		pace.took(effect !== undefined, at - beganNs);
		return result;
	}

	function answer(job: Job, result: StatementResult | undefined): void {
		if (result === undefined) reply(context, job, textReply(400, "Not a statement that this database knows.\n"));
		else reply(context, job, plainReply(200, resultBody(result)));
		answering.finished();
	}

	return answering;
}

/**
 * The step of a route that a call to a database is for: of the planned request, or of one that its client was sent on to.
 * How often the client began anew, a database can't know; among steps with the same effect, that of the attempt's number is
 * taken.
 */
function queryStepOf(
	call: CallId,
	statement: Statement | undefined,
	scenario: Scenario,
	plan: readonly PlannedExchange[],
): QueryStep | undefined {
	const { exchange, attempt } = callParts(call);
	const planned = plan[exchange - 1];
	if (planned === undefined) return undefined;
	const routes = scenario.routes[planned.to];
	const chain = redirectChain(routes, planned.request);
	const nth = Number(call.slice(call.lastIndexOf("/") + 1)) - 1;
	const likely = (attempt - 1) % chain.length;
	const steps = [...chain.slice(likely), ...chain.slice(0, likely)].map((request) =>
		(routes?.[request] ?? []).filter((step) => "query" in step).at(nth),
	);
	return steps.find((step) => step !== undefined && step.effect === effectOf(statement));
}

function effectOf(statement: Statement | undefined): string | undefined {
	const effect = statement?.parameters[0];
	return effect === undefined ? undefined : String(effect);
}
