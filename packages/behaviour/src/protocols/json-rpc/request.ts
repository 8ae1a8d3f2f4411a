import { JSON_RPC_PATH } from "@roundtrip/model";
import { jsonBody } from "../../data/json.ts";
import type { HttpRequest } from "../../messages/http-message.ts";
import type { RpcCall } from "./message.ts";

/** A call, or a batch of them in one request (section 6). */
export function jsonRpcRequest(calls: RpcCall | readonly RpcCall[], path: string = JSON_RPC_PATH): HttpRequest {
	const json = isBatch(calls) ? `[${calls.map(callJson).join(",")}]` : callJson(calls);
	return {
		method: "POST",
		path,
		fields: [
			["accept", "application/json"],
			["content-type", "application/json"],
		],
		body: jsonBody(json),
	};
}

/** In the order of the examples of section 7; what is undefined is left out. */
function callJson({ method, params, id }: RpcCall): string {
	return JSON.stringify({ jsonrpc: "2.0", method, params, id });
}

function isBatch(calls: RpcCall | readonly RpcCall[]): calls is readonly RpcCall[] {
	return Array.isArray(calls);
}
