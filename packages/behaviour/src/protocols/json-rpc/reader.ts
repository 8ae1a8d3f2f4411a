import { INVALID_REQUEST, PARSE_ERROR, type RpcAnswer, type RpcCall, type RpcError, type RpcId } from "./message.ts";

/** What a server reads: calls, each with its answer already where it is no call at all. */
export interface ReadCalls {
	readonly isBatch: boolean;
	readonly calls: readonly (RpcCall | RpcAnswer)[];
}

/** Reads the content of a request (sections 4 and 6). Never throws. */
export function readJsonRpcRequest(json: string): ReadCalls {
	const read = parsed(json);
	if (read === undefined) return { isBatch: false, calls: [{ id: null, error: PARSE_ERROR }] };
	const { value } = read;
	// An empty list is no batch.
	if (!Array.isArray(value) || value.length === 0) return { isBatch: false, calls: [callOf(value)] };
	return { isBatch: true, calls: value.map(callOf) };
}

/**
 * Reads the content of a reply to one call.
 *
 * @returns undefined where it is no answer of JSON-RPC
 */
export function readJsonRpcReply(json: string): RpcAnswer | undefined {
	const value = parsed(json)?.value;
	if (!isMap(value) || value.jsonrpc !== "2.0" || !isId(value.id)) return undefined;
	const { id, error } = value;
	if (isError(error)) return { id, error };
	return Object.hasOwn(value, "result") ? { id, result: value.result } : undefined;
}

/**
 * Why the call failed whose reply this is the content of; undefined where it didn't. Content that is no answer of
 * JSON-RPC says nothing.
 */
export function jsonRpcFailureOf(json: string): RpcError | undefined {
	// Most answers have none, and are not read for that.
	const answer = json.includes('"error"') ? readJsonRpcReply(json) : undefined;
	return answer !== undefined && "error" in answer ? answer.error : undefined;
}

function callOf(value: unknown): RpcCall | RpcAnswer {
	const isCall =
		isMap(value) &&
		value.jsonrpc === "2.0" &&
		typeof value.method === "string" &&
		(value.id === undefined || isId(value.id)) &&
		(value.params === undefined || (typeof value.params === "object" && value.params !== null));
	if (!isCall) return { id: null, error: INVALID_REQUEST };
	const { method, params, id } = value as { method: string; params?: unknown; id?: RpcId };
	return { method, ...(params === undefined ? {} : { params }), ...(id === undefined ? {} : { id }) };
}

function parsed(json: string): { readonly value: unknown } | undefined {
	try {
		return { value: JSON.parse(json) };
	} catch {
		return undefined;
	}
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is RpcId {
	return value === null || typeof value === "string" || typeof value === "number";
}

function isError(value: unknown): value is RpcError {
	return isMap(value) && typeof value.code === "number" && typeof value.message === "string";
}
