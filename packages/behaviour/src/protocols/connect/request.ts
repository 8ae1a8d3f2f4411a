import { binaryBody } from "../../messages/body.ts";
import type { HeaderField, HttpRequest } from "../../messages/http-message.ts";
import { encodeEnvelope } from "../grpc/item.ts";
import { USER_AGENT } from "../grpc/user-agent.ts";
import { type ConnectCodec, connectContentType } from "./content-type.ts";

export interface ConnectWish {
	readonly service: string;
	readonly method: string;
	readonly codec: ConnectCodec;
	/** Whether either side sends more than one message. */
	readonly isStream: boolean;
	/** The first message, one character a byte; without it, the request begins with none. */
	readonly message?: string | undefined;
	/** Whole milliseconds that are left for it all. */
	readonly timeoutMs?: number | undefined;
	/** Compressions that the client can read; where there is none, nothing is said. */
	readonly compressions?: readonly string[] | undefined;
}

/**
 * A request of Connect as connect-node's client writes it, in the order of its fields' names. It never says its length,
 * so it is streamed even where it is one message.
 */
export function connectRequest(wish: ConnectWish): HttpRequest {
	const { service, method, codec, isStream, message, timeoutMs, compressions = [] } = wish;
	const accepts = isStream ? "connect-accept-encoding" : "accept-encoding";
	const fields: HeaderField[] = [
		...(compressions.length === 0 ? [] : [[accepts, compressions.join(",")] as const]),
		["connect-protocol-version", "1"],
		...(timeoutMs === undefined ? [] : [["connect-timeout-ms", String(timeoutMs)] as const]),
		["content-type", connectContentType(codec, isStream)],
		["user-agent", USER_AGENT],
	];
	const octets = message === undefined ? "" : isStream ? encodeEnvelope(message) : message;
	return { method: "POST", path: `/${service}/${method}`, fields, body: binaryBody(octets), isStreamed: true };
}
