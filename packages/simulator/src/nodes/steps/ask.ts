import { askOf, contentSaid, gatewayAnswer, type Operation, worthAnotherTry } from "@roundtrip/behaviour";
import { type AskStep, type AttemptResult, type CallId, routesAt, stepsAt } from "@roundtrip/model";
import type { Strand, SubCallDraft } from "../strand.ts";
import type { StepKind } from "./step-kind.ts";

/** Another server is asked, once or more, one time after the other or all at once; the first failure counts. */
export const ask: StepKind<AskStep> = {
	word: "ask",
	play(strand, step, _key, next) {
		const results: AttemptResult[] = [];
		const askOnce = (nth: number, tries = 1): void => {
			strand.call(
				step.ask,
				(id) => askCall(strand, step, id),
				(result) => {
					if (tries < step.attempts && worthAnotherTry(result)) {
						askOnce(nth, tries + 1);
						return;
					}
					results[nth] = result;
					if (step["at-once"]) settleAll(strand, step, results, next);
					else settleOne(strand, step, result, () => (nth + 1 < step.times ? askOnce(nth + 1) : next()));
				},
			);
		};
		const atOnce = step["at-once"] ? step.times : 1;
		for (let nth = 0; nth < atOnce; nth++) askOnce(nth);
	},
};

function askCall({ server }: Strand, step: AskStep, id: CallId): SubCallDraft {
	const { world, callerTo } = server;
	const { ask: to, request, headers } = step;
	const conversation = world.conversationOf(to, request, id, callerTo(to).link.spec);
	const operation: Operation = { request, fields: Object.entries(headers ?? {}), content: contentSaid(step) };
	return {
		...{ question: askOf(conversation, operation), conversation, content: operation.content },
		steps: stepsAt(routesAt(world.scenario, to), request) ?? [],
	};
}

function settleOne(strand: Strand, step: AskStep, result: AttemptResult, next: () => void): void {
	const failure = gatewayAnswer(result, step.ask);
	if (failure === undefined) next();
	else strand.fail(failure);
}

/** Goes on when all are back, whatever came of the first ones. */
function settleAll(strand: Strand, step: AskStep, results: readonly AttemptResult[], next: () => void): void {
	const back = results.filter((result) => result !== undefined);
	if (back.length < step.times) return;
	const failures = back.flatMap((result) => gatewayAnswer(result, step.ask) ?? []);
	if (failures[0] === undefined) next();
	else strand.fail(failures[0]);
}
