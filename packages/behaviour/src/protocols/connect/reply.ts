import { binaryBody } from "../../messages/body.ts";
import type { HttpReply } from "../../messages/http-message.ts";
import { utf8Octets } from "../../messages/utf8.ts";
import type { GrpcStatus } from "../grpc/code.ts";
import { encodeEnvelope } from "../grpc/item.ts";
import { type ConnectCodec, connectContentType } from "./content-type.ts";
import { connectErrorJson, statusOfCode } from "./error.ts";

/**
 * The answer with one message, as a server of connect-node writes it.
 *
 * @param message one character a byte
 */
export function connectReply(codec: ConnectCodec, message: string): HttpReply {
	return whole(200, connectContentType(codec, false), message);
}

/** The answer to a call with one answer that failed: in JSON, however messages are written. */
export function connectErrorReply(status: GrpcStatus): HttpReply {
	return whole(statusOfCode(status.code), "application/json", utf8Octets(JSON.stringify(connectErrorJson(status))));
}

/**
 * The head of a stream of answers; it says 200 whatever becomes of the call, and an item says that at the end.
 *
 * @param message the first one, if it is there already
 */
export function connectStreamReply(codec: ConnectCodec, message?: string): HttpReply {
	return {
		status: 200,
		fields: [["content-type", connectContentType(codec, true)]],
		body: binaryBody(message === undefined ? "" : encodeEnvelope(message)),
		isStreamed: true,
	};
}

function whole(status: number, contentType: string, octets: string): HttpReply {
	return { status, fields: [["content-type", contentType]], body: binaryBody(octets) };
}
