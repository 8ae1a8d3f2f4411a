/** What an answer refers to; null where a call was too broken to have one (section 5). */
export type RpcId = string | number | null;

/** A call of a method. */
export interface RpcCall {
	readonly method: string;
	/** By name, or by position. */
	readonly params?: unknown;
	/** Without it the call is a notification: fire and forget, nobody answers it (section 4.1). */
	readonly id?: RpcId | undefined;
}

/** Why a call failed (section 5.1). */
export interface RpcError {
	readonly code: number;
	readonly message: string;
	readonly data?: unknown;
}

/** The answer to one call. */
export type RpcAnswer =
	| { readonly id: RpcId; readonly result: unknown }
	| { readonly id: RpcId; readonly error: RpcError };

export const PARSE_ERROR: RpcError = { code: -32_700, message: "Parse error" };
export const INVALID_REQUEST: RpcError = { code: -32_600, message: "Invalid Request" };
const METHOD_NOT_FOUND: RpcError = { code: -32_601, message: "Method not found" };
const INVALID_PARAMS: RpcError = { code: -32_602, message: "Invalid params" };
const INTERNAL_ERROR: RpcError = { code: -32_603, message: "Internal error" };
/** The first of those that a server gives a meaning (-32000 to -32099). */
const SERVER_ERROR = -32_000;

const BY_STATUS: ReadonlyMap<number, RpcError> = new Map([
	[400, INVALID_REQUEST],
	[404, METHOD_NOT_FOUND],
	[422, INVALID_PARAMS],
	[500, INTERNAL_ERROR],
]);

/** The failure that a route answers with a status of HTTP, as an error of JSON-RPC. */
export function rpcErrorOf(status: number, phrase: string): RpcError {
	return BY_STATUS.get(status) ?? { code: SERVER_ERROR, message: phrase, data: { status } };
}

/** The status that an error was made of, or the one that comes nearest to it. */
export function statusOfRpcError({ code, data }: RpcError): number {
	const told = typeof data === "object" && data !== null && "status" in data ? data.status : undefined;
	if (typeof told === "number") return told;
	return [...BY_STATUS].find(([, error]) => error.code === code)?.[0] ?? 500;
}
