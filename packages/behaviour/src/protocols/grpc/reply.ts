import { binaryBody } from "../../messages/body.ts";
import type { HeaderField, HttpReply } from "../../messages/http-message.ts";
import { utf8Octets } from "../../messages/utf8.ts";
import { GRPC_CODES, type GrpcStatus } from "./code.ts";
import { encodeEnvelope } from "./item.ts";

/**
 * The answer of a server of connect-node: the head says 200 whatever became of the call, and the trailers say what.
 *
 * @param message the only one, or the first one; without it, the answer has none, or none yet
 */
export function grpcReply(message: string | undefined, status: GrpcStatus): HttpReply {
	return {
		status: 200,
		fields: [["content-type", "application/grpc+proto"]],
		body: binaryBody(message === undefined ? "" : encodeEnvelope(message)),
		isStreamed: true,
		trailers: grpcTrailers(status),
	};
}

/** The end of an answer. The message has its bytes in percent signs where they aren't plain. */
export function grpcTrailers({ code, message }: GrpcStatus): readonly HeaderField[] {
	const number = String(GRPC_CODES[code]);
	return code === "ok"
		? [["grpc-status", number]]
		: [
				["grpc-message", percentEncoded(message ?? "")],
				["grpc-status", number],
			];
}

const PLAIN = /[A-Za-z0-9\-_.!~*'()]/;

/** As `encodeURIComponent` does it, which connect-node uses, and never throws. */
function percentEncoded(text: string): string {
	let encoded = "";
	for (const octet of utf8Octets(text)) {
		const code = octet.charCodeAt(0).toString(16).toUpperCase();
		encoded += PLAIN.test(octet) ? octet : `%${code.padStart(2, "0")}`;
	}
	return encoded;
}
