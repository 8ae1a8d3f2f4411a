import {
	abortedBody,
	abortedStatus,
	createAwakening,
	createFullness,
	createSlowness,
	effectInserted,
	type PlannedExchange,
	plainReply,
	queryTimeNs,
	resultBody,
	SQL,
	type Statement,
	type StatementResult,
	type Transaction,
	textReply,
} from "@roundtrip/behaviour";
import { type AbortReason, type DatabaseSpec, isTransactional } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import { type Answering, createAnswering } from "../servers/answering.ts";
import type { Job } from "../servers/job.ts";
import { reply } from "../servers/reply.ts";
import type { EffectsStore } from "./effects-store.ts";
import type { Pace } from "./pace.ts";
import { TransactionAborted } from "./session.ts";
import { parseStatement } from "./statement.ts";
import { stepOfCall } from "./step-of-call.ts";
import { createTransactionalQueries } from "./transactional-queries.ts";

export interface QueryServerParts {
	readonly context: NodeContext;
	readonly spec: DatabaseSpec;
	readonly plan: readonly PlannedExchange[];
	readonly pace: Pace;
	readonly store: () => Pick<EffectsStore, "execute" | "begin">;
}

type Asked = Statement | Transaction;

/** A database: an HTTP server in front of SQL. */
export function createQueryServer({ context, spec, plan, pace, store }: QueryServerParts): Answering {
	const { node, scenario, seed, journal, timers } = context;
	const [slowness, awakening, fullness] = [
		createSlowness(scenario),
		createAwakening(scenario),
		createFullness(scenario),
	];
	const limits = { workers: spec.workers, queue: Number.POSITIVE_INFINITY };
	const answering = createAnswering({ context, limits, begin, refuse: () => undefined });
	const finished = (): void => answering.finished();
	const transactional = isTransactional(scenario, node)
		? createTransactionalQueries({ context, spec, plan, pace, store, finished })
		: undefined;

	function begin(job: Job, startedNs: number): void {
		const statement = parseStatement(job.content.toString("utf8"));
		if (statement !== undefined && transactional !== undefined) {
			transactional.begin(job, statement, startedNs);
			return;
		}
		const step = stepOfCall({ call: job.call, effects: effectsOf(statement), database: node }, scenario, plan);
		const usualNs = step === undefined || !("query" in step) ? 0 : queryTimeNs(step, spec, seed, job.call);
		const doneNs = awakening(node, startedNs + usualNs * (slowness?.(node, startedNs) ?? 1));
		timers.at(workFromNs(statement, startedNs, doneNs), () => void work(job, statement, doneNs));
	}

	/**
	 * The real commit is part of the time that the query takes, not on top of it. Records never change: to look one up early
	 * finds the same, and leaves the engine all the time that there is.
	 */
	function workFromNs(statement: Asked | undefined, startedNs: number, doneNs: number): number {
		return looksUp(statement) ? startedNs : doneNs - pace.expectedNs(effectsOf(statement).length > 0);
	}

	async function work(job: Job, statement: Asked | undefined, doneNs: number): Promise<void> {
		try {
			const isFull = fullness?.(node, doneNs) === true;
			const result = statement === undefined ? undefined : await execute(job, statement, isFull);
			timers.at(doneNs, () => answer(job, result));
		} catch (error) {
			if (!(error instanceof TransactionAborted)) throw error;
			const { why } = error;
			journal.write({ ...ofCall(job.call), at: timers.clock.now(), node, kind: "aborted", data: { why } });
			timers.at(doneNs, () => answerAborted(job, why));
		}
	}

	async function execute(job: Job, statement: Asked, isFull: boolean): Promise<StatementResult | undefined> {
		const beganNs = timers.clock.now();
		const result = await store().execute(statement, isFull);
		const at = timers.clock.now();
		const isChanged = result !== undefined && "changes" in result && result.changes > 0;
		const effects = isChanged ? effectsOf(statement) : [];
		journal.writeAll(effects.map((effect) => ({ ...ofCall(job.call), at, node, kind: "committed", data: { effect } })));
		if (effects.length > 0) context.reached?.("committed", job.call);
		if (!looksUp(statement)) pace.took(effects.length > 0, at - beganNs);
		return result;
	}

	function answer(job: Job, result: StatementResult | undefined): void {
		if (result === undefined) reply(context, job, textReply(400, "Not a statement that this database knows.\n"));
		else reply(context, job, plainReply(200, resultBody(result)));
		answering.finished();
	}

	function answerAborted(job: Job, why: AbortReason): void {
		reply(context, job, plainReply(abortedStatus(why), abortedBody(why)));
		answering.finished();
	}

	return {
		...{ listen: answering.listen, finished, close: answering.close },
		get isIdle() {
			return answering.isIdle && transactional?.isIdle !== false;
		},
	};
}

/** What a statement makes lasting, in order. */
function effectsOf(asked: Asked | undefined): readonly string[] {
	if (asked === undefined) return [];
	const statements = "transaction" in asked ? asked.transaction : [asked];
	return statements.flatMap((statement) => effectInserted(statement) ?? []);
}

function looksUp(asked: Asked | undefined): boolean {
	return asked !== undefined && "sql" in asked && asked.sql === SQL.findRecord;
}
