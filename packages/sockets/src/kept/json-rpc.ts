import {
	jsonRpcReply,
	type RpcAnswer,
	type RpcCall,
	type RpcError,
	readJsonRpcRequest,
	rpcErrorOf,
} from "@roundtrip/behaviour";
import { type RequestLine, requestTarget } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import { type Written, written } from "./exchange.ts";
import type { Inquiries, Outcome } from "./inquiries.ts";
import type { Routes } from "./places.ts";
import type { Shown } from "./shown.ts";

/** Answers the content of a request of JSON-RPC 2.0: calls, batches, and notifications. */
export type AnswerJsonRpc = (content: Buffer, shown: Shown) => Promise<Written>;

const NOT_FOUND = rpcErrorOf(404, "");

export function createJsonRpc(routes: Routes, inquiries: Inquiries): AnswerJsonRpc {
	const byName = new Map<string, RequestLine>();
	for (const request of Object.keys(routes)) {
		const target = requestTarget(request);
		if (target.protocol === "json-rpc") byName.set(target.name, request);
	}

	/** Undefined for a notification, which is done all the same. */
	async function answer(call: RpcCall | RpcAnswer, shown: Shown): Promise<RpcAnswer | undefined> {
		if (!("method" in call)) return call;
		const route = byName.get(call.method);
		const outcome = route === undefined ? undefined : await inquiries.ask(route, textOf(call.params), shown);
		if (call.id === undefined) return undefined;
		const { id } = call;
		return outcome === undefined ? { id, error: NOT_FOUND } : { id, ...resultOf(outcome) };
	}

	return async (content, shown) => {
		const { isBatch, calls } = readJsonRpcRequest(content.toString("utf8"));
		const answers = (await Promise.all(calls.map((call) => answer(call, shown)))).filter((each) => each !== undefined);
		const { status, fields, body } = jsonRpcReply(isBatch ? answers : answers[0]);
		return written(status, fields, status === 204 ? undefined : bytesOf(body));
	};
}

/** The only parameter where it is a text, else all of them as JSON. */
function textOf(params: unknown): string {
	if (params === undefined) return "";
	const only: unknown = Array.isArray(params) && params.length === 1 ? params[0] : undefined;
	return typeof only === "string" ? only : JSON.stringify(params);
}

function resultOf({ status, value, count }: Outcome): { readonly result: unknown } | { readonly error: RpcError } {
	if (status < 400) return { result: value ?? (count === undefined ? null : { count }) };
	return { error: rpcErrorOf(status, typeof value === "string" ? value.trim() : "") };
}
