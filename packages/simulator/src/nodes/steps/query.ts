import {
	ABORTED_STATUS,
	amountIn,
	databaseAnswer,
	type GatewayAnswer,
	type HttpReply,
	type Statement,
	statementOf,
	statementWithin,
	type Transaction,
} from "@roundtrip/behaviour";
import { type AttemptResult, type CallId, effectsOf, type QueryStep } from "@roundtrip/model";
import type { Strand } from "../strand.ts";
import { statementCall } from "./statement-call.ts";
import type { StepKind } from "./step-kind.ts";

/** Statements one after the other, each when the result of the one before is here. */
export const query: StepKind<QueryStep> = {
	word: "query",
	play(strand, step, _key, next) {
		const execute = (left: number): void => {
			askOnce(strand, step, () => {
				if (left > 1) execute(left - 1);
				else next();
			});
		};
		execute(step.times);
	},
};

/** Within a transaction over the connection that it has; else over one of its own. */
function askOnce(strand: Strand, step: QueryStep, next: () => void): void {
	const pool = strand.transaction === undefined ? strand.server.pools.get(step.query) : undefined;
	const ask = (): void =>
		strand.call(
			step.query,
			(id) => statementCall(strand, step, id, statementFor(strand, step, id)),
			(result, answer) => {
				const failure = databaseAnswer(result, step.query);
				if (failure !== undefined) failStatement(strand, result, failure);
				else {
					remember(strand, step, answer);
					if (strand.transaction === undefined && effectsOf(step).length > 0) strand.committed(next);
					else next();
				}
			},
			pool?.give,
		);
	if (pool === undefined) ask();
	else pool.take(strand, ask);
}

/** A database that has undone a transaction says so by a status of its own. */
export function failStatement(strand: Strand, result: AttemptResult, failure: GatewayAnswer): void {
	const isAborted = result.how === "answered" && result.status === ABORTED_STATUS;
	strand.fail(failure, isAborted ? "aborted" : result.how === "answered" ? "elsewhere" : "unreachable");
}

function statementFor(strand: Strand, step: QueryStep, id: CallId): Statement | Transaction {
	const database = strand.server.world.scenario.nodes[step.query];
	const holds = database?.is === "database" ? database : undefined;
	return statementWithin(statementOf(step, id, holds, strand.amounts.get(step.query)), strand.transaction?.id);
}

function remember(strand: Strand, { query: database, reads }: QueryStep, answer: HttpReply | undefined): void {
	const amount = reads === undefined || answer === undefined ? undefined : amountIn(answer.body);
	if (reads === undefined || amount === undefined) return;
	const known = strand.amounts.get(database) ?? new Map<string, number>();
	strand.amounts.set(database, known.set(reads, amount));
}
