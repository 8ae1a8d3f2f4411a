import {
	type PlannedExchange,
	plainReply,
	queryTimeNs,
	resultBody,
	SQL,
	type Statement,
	type StatementResult,
	textReply,
} from "@roundtrip/behaviour";
import type { DatabaseSpec } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import { type Answering, createAnswering } from "../servers/answering.ts";
import type { Job } from "../servers/job.ts";
import { reply } from "../servers/reply.ts";
import type { EffectsStore } from "./effects-store.ts";
import type { Pace } from "./pace.ts";
import { parseStatement } from "./statement.ts";
import { stepOfCall } from "./step-of-call.ts";

export interface QueryServerParts {
	readonly context: NodeContext;
	readonly spec: DatabaseSpec;
	readonly plan: readonly PlannedExchange[];
	readonly pace: Pace;
	readonly store: () => Pick<EffectsStore, "execute">;
}

/** A database: an HTTP server in front of SQL. */
export function createQueryServer({ context, spec, plan, pace, store }: QueryServerParts): Answering {
	const { node, scenario, seed, journal, timers } = context;
	const limits = { workers: spec.workers, queue: Number.POSITIVE_INFINITY };
	const answering = createAnswering({ context, limits, begin, refuse: () => undefined });

	function begin(job: Job, startedNs: number): void {
		const statement = parseStatement(job.content.toString("utf8"));
		const effect = effectOf(statement);
		const step = stepOfCall({ call: job.call, effect, database: node }, scenario, plan);
		const doneNs = startedNs + (step === undefined ? 0 : queryTimeNs(step, spec, seed, job.call));
		timers.at(workFromNs(statement, startedNs, doneNs), () => void work(job, statement, doneNs));
	}

	/**
	 * The real commit is part of the time that the query takes, not on top of it. Records never change: to look one up early
	 * finds the same, and leaves the engine all the time that there is.
	 */
	function workFromNs(statement: Statement | undefined, startedNs: number, doneNs: number): number {
		return statement?.sql === SQL.findRecord ? startedNs : doneNs - pace.expectedNs(effectOf(statement) !== undefined);
	}

	async function work(job: Job, statement: Statement | undefined, doneNs: number): Promise<void> {
		const result = statement === undefined ? undefined : await execute(job, statement);
		timers.at(doneNs, () => answer(job, result));
	}

	async function execute(job: Job, statement: Statement): Promise<StatementResult | undefined> {
		const beganNs = timers.clock.now();
		const result = await store().execute(statement);
		const at = timers.clock.now();
		const effect = effectOf(statement);
		if (effect !== undefined && result !== undefined)
			journal.write({ ...ofCall(job.call), at, node, kind: "committed", data: { effect } });
		if (statement.sql !== SQL.findRecord) pace.took(effect !== undefined, at - beganNs);
		return result;
	}

	function answer(job: Job, result: StatementResult | undefined): void {
		if (result === undefined) reply(context, job, textReply(400, "Not a statement that this database knows.\n"));
		else reply(context, job, plainReply(200, resultBody(result)));
		answering.finished();
	}

	return answering;
}

/** What a statement makes lasting, where it is one that does. */
function effectOf(statement: Statement | undefined): string | undefined {
	return statement?.sql === SQL.insertEffect ? String(statement.parameters[0]) : undefined;
}
