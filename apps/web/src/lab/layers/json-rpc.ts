import { readJsonRpcReply, readJsonRpcRequest } from "@roundtrip/behaviour";
import { fidelityOf } from "./fidelity.ts";
import { CUT } from "./json-text.ts";
import type { Layer, LayerReading } from "./layer.ts";

/** A call of a procedure by its name, and what it gave back. */
export const jsonRpc: Layer = {
	id: "json-rpc",
	read({ target, content, message, world, isWhole }) {
		if (target?.protocol !== "json-rpc" || content === "") return undefined;
		const base = { origin: "read", fidelity: fidelityOf("json-rpc", world) } as const;
		return message.direction === "request" ? callOf(content, base) : answerOf(content, isWhole, base);
	},
};

type Base = Pick<LayerReading, "origin" | "fidelity">;

function callOf(content: string, base: Base): LayerReading {
	const [call] = readJsonRpcRequest(content).calls;
	if (call === undefined || !("method" in call)) return { ...base, name: "JSON-RPC call", gist: "", text: content };
	const { method, params, id } = call;
	return {
		...base,
		...{ name: "JSON-RPC call", gist: method },
		facts: [
			["Method", method],
			["Id", id === undefined ? "none: nobody waits for an answer" : JSON.stringify(id)],
		],
		...(params === undefined ? {} : { text: JSON.stringify(params, null, 2) }),
	};
}

function answerOf(content: string, isWhole: boolean, base: Base): LayerReading {
	const answer = isWhole ? readJsonRpcReply(content) : undefined;
	const name = "JSON-RPC answer";
	if (answer === undefined) return { ...base, name, gist: "", text: content, ...(isWhole ? {} : { note: CUT }) };
	const isFailure = "error" in answer;
	const facts = [["To the call with id", JSON.stringify(answer.id)]] as const;
	const text = JSON.stringify(isFailure ? answer.error : answer.result, null, 2) ?? "";
	return { ...base, name, gist: isFailure ? "an error" : "a result", facts, text };
}
