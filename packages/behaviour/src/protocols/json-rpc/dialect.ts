import { EMPTY_BODY } from "../../messages/body.ts";
import { valueSaid } from "../../messages/content.ts";
import type { Dialect } from "../dialect.ts";
import { reasonPhrase } from "../http1/status.ts";
import { rpcErrorOf, statusOfRpcError } from "./message.ts";
import { jsonRpcFailureOf } from "./reader.ts";
import { jsonRpcReply } from "./reply.ts";
import { jsonRpcRequest } from "./request.ts";

/** The only call of a request. */
const ID = 1;

/** JSON-RPC 2.0, one call a request: parameters by name are records, a text is the only one by position. */
export const jsonRpc: Dialect<"json-rpc"> = {
	ask({ target, types }, content) {
		const value = valueSaid(types, content);
		const params = value === undefined ? {} : { params: typeof value === "string" ? [value] : value };
		return jsonRpcRequest({ method: target.name, ...params, id: ID });
	},
	answer({ types }, status, content) {
		const value = valueSaid(types, content);
		if (status < 400) return jsonRpcReply({ id: ID, result: value ?? null });
		return jsonRpcReply({
			id: ID,
			error: rpcErrorOf(status, typeof value === "string" ? value : reasonPhrase(status)),
		});
	},
	meaning: (reply) => {
		const error = jsonRpcFailureOf(reply.body.text ?? reply.body.octets ?? "");
		return error === undefined ? reply.status : statusOfRpcError(error);
	},
	open: () => jsonRpcReply(undefined),
	item: () => EMPTY_BODY,
	end: () => ({ body: EMPTY_BODY, trailers: [] }),
};
