import { utf8Octets } from "../../messages/utf8.ts";
import type { GrpcStatus } from "../grpc/code.ts";
import { encodeEnvelope } from "../grpc/item.ts";
import { connectErrorJson } from "./error.ts";

/** The bit of an envelope that ends a stream. */
export const END_OF_STREAM = 2;

/** The last item of a stream of answers: what gRPC says in trailers. */
export function encodeConnectEnd(status: GrpcStatus): string {
	const end = status.code === "ok" ? {} : { error: connectErrorJson(status) };
	return encodeEnvelope(utf8Octets(JSON.stringify(end)), END_OF_STREAM);
}
