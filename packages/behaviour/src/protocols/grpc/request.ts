import { binaryBody } from "../../messages/body.ts";
import type { HeaderField, HttpRequest } from "../../messages/http-message.ts";
import { encodeEnvelope } from "./item.ts";
import { USER_AGENT } from "./user-agent.ts";

export interface GrpcWish {
	readonly service: string;
	readonly method: string;
	/** The first message, one character a byte; without it, the request begins with none. */
	readonly message?: string | undefined;
	/** Whole milliseconds that are left for it all. */
	readonly timeoutMs?: number | undefined;
	/** Compressions that the client can read; where there is none, nothing is said. */
	readonly compressions?: readonly string[] | undefined;
}

/** A deadline has at most eight digits. */
const MOST_MS = 99_999_999;

/**
 * A request of gRPC as connect-node's client writes it, in the order of its fields' names. It never says its length, so
 * it is streamed even where it is one message; more messages follow as envelopes.
 */
export function grpcRequest({ service, method, message, timeoutMs, compressions = [] }: GrpcWish): HttpRequest {
	const fields: HeaderField[] = [
		["content-type", "application/grpc+proto"],
		...(compressions.length === 0 ? [] : [["grpc-accept-encoding", compressions.join(",")] as const]),
		...(timeoutMs === undefined ? [] : [["grpc-timeout", timeout(timeoutMs)] as const]),
		["te", "trailers"],
		["user-agent", USER_AGENT],
	];
	const body = binaryBody(message === undefined ? "" : encodeEnvelope(message));
	return { method: "POST", path: `/${service}/${method}`, fields, body, isStreamed: true };
}

function timeout(ms: number): string {
	return ms <= MOST_MS ? `${ms}m` : `${Math.ceil(ms / 1_000)}S`;
}
