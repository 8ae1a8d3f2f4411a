import { controlStatement, databaseAnswer, type GatewayAnswer, givenUp } from "@roundtrip/behaviour";
import { type CallId, subCall, type TransactionStep } from "@roundtrip/model";
import type { CallFailure, Strand } from "../strand.ts";
import type { PlaySteps } from "./each.ts";
import { failStatement } from "./query.ts";
import { statementCall } from "./statement-call.ts";
import type { StepKind } from "./step-kind.ts";

/** BEGIN, the steps, COMMIT, over one connection; from BEGIN on again where the database aborts it. */
export function createTransaction(playSteps: PlaySteps): StepKind<TransactionStep> {
	return {
		word: "transaction",
		play(strand, step, key, next) {
			const pool = strand.server.pools.get(step.transaction);
			const giveUp = (answer: GatewayAnswer): void => {
				pool?.give();
				strand.fail(answer);
			};
			const attempt = (nth: number): void => {
				const id = subCall(strand.job.call.id, strand.job.calls + 1);
				const failed = (answer: GatewayAnswer, how: CallFailure): void => {
					if (how === "aborted" && nth < step.attempts) attempt(nth + 1);
					else if (how === "aborted") giveUp(givenUp(step, nth));
					else if (how === "unreachable") giveUp(answer);
					else say(strand, step, "rollback", id, () => giveUp(answer));
				};
				strand.transaction = { id, failed };
				say(strand, step, step.isolation, undefined, () =>
					playSteps(strand, step.steps, `${key}/try/${nth}/`, () =>
						say(strand, step, "commit", id, () => {
							strand.transaction = undefined;
							pool?.give();
							strand.committed(next);
						}),
					),
				);
			};
			if (pool === undefined) attempt(1);
			else pool.take(strand, () => attempt(1));
		},
	};
}

/** Says what begins a transaction or ends it. After a ROLLBACK it goes on whatever came of it. */
function say(
	strand: Strand,
	step: TransactionStep,
	what: Parameters<typeof controlStatement>[0],
	within: CallId | undefined,
	next: () => void,
): void {
	strand.call(
		step.transaction,
		(id) => statementCall(strand, step, id, controlStatement(what, within)),
		(result) => {
			const failure = databaseAnswer(result, step.transaction);
			if (failure === undefined || what === "rollback") next();
			else failStatement(strand, result, failure);
		},
	);
}
