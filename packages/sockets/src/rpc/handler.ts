import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { ConnectRouter } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { addReflection } from "./reflection.ts";
import { type AnswerRpc, addRoute } from "./route.ts";
import type { RpcServices } from "./services.ts";

/** For `createServer` of `node:http` and of `node:http2`. */
export type RpcHandler = (
	request: IncomingMessage | Http2ServerRequest,
	response: ServerResponse | Http2ServerResponse,
) => void;

/** The library's type of it takes only what it needs. */
type Answer = ServerResponse | Http2ServerResponse;

export interface RpcHandlerOptions {
	/** What is not asked for by any method, such as a scenario's other routes; without it, 404. */
	readonly otherwise?: RpcHandler;
	/** Bytes of a message that comes; one that is longer is refused. */
	readonly limit?: number;
}

/**
 * Serves routes by gRPC, gRPC-Web and Connect, whichever is spoken to it, and tells about them by gRPC's server
 * reflection. Nothing is compressed. gRPC needs HTTP/2.
 */
export function createRpcHandler(
	services: RpcServices,
	answer: AnswerRpc,
	{ otherwise, limit }: RpcHandlerOptions = {},
): RpcHandler {
	return connectNodeAdapter({
		routes: (router) => addAll(router, services, answer),
		acceptCompression: [],
		...(limit === undefined ? {} : { readMaxBytes: limit }),
		...(otherwise === undefined ? {} : { fallback: (request, response) => otherwise(request, response as Answer) }),
	});
}

function addAll(router: ConnectRouter, services: RpcServices, answer: AnswerRpc): void {
	for (const route of services.routes) addRoute(router, services, route, answer);
	addReflection(router, services.files);
}
