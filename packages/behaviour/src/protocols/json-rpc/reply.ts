import { jsonBody } from "../../data/json.ts";
import { EMPTY_BODY } from "../../messages/body.ts";
import { type HttpReply, plainReply } from "../../messages/http-message.ts";
import type { RpcAnswer } from "./message.ts";

/**
 * The answer to a call, or to a batch: a list of answers to all but its notifications. Where nothing is to be answered
 * the reply is empty (204). A failure is told in the content: the status speaks of HTTP alone.
 */
export function jsonRpcReply(answers: RpcAnswer | readonly RpcAnswer[] | undefined): HttpReply {
	if (answers === undefined || (isBatch(answers) && answers.length === 0)) return plainReply(204, EMPTY_BODY);
	const json = isBatch(answers) ? `[${answers.map(answerJson).join(",")}]` : answerJson(answers);
	return { status: 200, fields: [["content-type", "application/json"]], body: jsonBody(json) };
}

/** In the order of the examples of section 7. */
function answerJson(answer: RpcAnswer): string {
	const { id } = answer;
	return "error" in answer
		? JSON.stringify({ jsonrpc: "2.0", error: answer.error, id })
		: JSON.stringify({ jsonrpc: "2.0", result: answer.result ?? null, id });
}

function isBatch(answers: RpcAnswer | readonly RpcAnswer[]): answers is readonly RpcAnswer[] {
	return Array.isArray(answers);
}
