import {
	type Conversation,
	NO_CONTENT,
	plainRequest,
	type Statement,
	statementBody,
	type Transaction,
} from "@roundtrip/behaviour";
import type { CallId, Step } from "@roundtrip/model";
import type { Strand, SubCallDraft } from "../strand.ts";

const PATH = "/query";
/** Statements are plain HTTP, and no route of a scenario. */
const PLAIN: Pick<Conversation, "target" | "shape" | "data" | "isSecured"> = {
	target: { protocol: "rest", method: "POST", path: PATH },
	...{ shape: { down: false, up: false }, data: undefined, isSecured: false },
};

/** The call that carries a statement to a database. */
export function statementCall(
	{ server }: Strand,
	step: Step,
	id: CallId,
	statement: Statement | Transaction,
): SubCallDraft {
	const { scenario, seed } = server.world;
	const question = plainRequest("POST", PATH, statementBody(statement));
	const { target, shape, data, isSecured } = PLAIN;
	const conversation = { types: scenario.types, target, data, shape, call: id, isSecured, seed };
	return { question, conversation, content: NO_CONTENT, steps: [step] };
}
