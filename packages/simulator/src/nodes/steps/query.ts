import {
	type Conversation,
	gatewayAnswer,
	NO_CONTENT,
	plainRequest,
	statementBody,
	statementOf,
} from "@roundtrip/behaviour";
import type { CallId, QueryStep } from "@roundtrip/model";
import type { Strand, SubCallDraft } from "../strand.ts";
import type { StepKind } from "./step-kind.ts";

/** Statements one after the other, each when the result of the one before is here. */
export const query: StepKind<QueryStep> = {
	word: "query",
	play(strand, step, _key, next) {
		const execute = (left: number): void => {
			strand.call(
				step.query,
				(id) => statementCall(strand, step, id),
				(result) => {
					const failure = gatewayAnswer(result, step.query);
					if (failure !== undefined) strand.fail(failure);
					else if (left > 1) execute(left - 1);
					else next();
				},
			);
		};
		execute(step.times);
	},
};

const PATH = "/query";
/** Statements are plain HTTP, and no route of a scenario. */
const PLAIN: Pick<Conversation, "target" | "shape" | "data" | "isSecured"> = {
	target: { protocol: "rest", method: "POST", path: PATH },
	...{ shape: { down: false, up: false }, data: undefined, isSecured: false },
};

function statementCall({ server }: Strand, step: QueryStep, id: CallId): SubCallDraft {
	const { scenario, seed } = server.world;
	const database = scenario.nodes[step.query];
	const holds = database?.is === "database" ? database : undefined;
	const question = plainRequest("POST", PATH, statementBody(statementOf(step, id, holds)));
	const conversation = { ...PLAIN, types: scenario.types, call: id, seed };
	return { question, conversation, content: NO_CONTENT, steps: [step] };
}
