import {
	createSecureServer,
	createServer,
	type Http2Server,
	type Http2ServerRequest,
	type Http2ServerResponse,
	type Http2Session,
} from "node:http2";
import { createHpackEncoder, type HpackEncoder } from "@roundtrip/behaviour";
import { type ServerProof, serverTlsOptions } from "../tls/server-proof.ts";
import { type Door, doorOf } from "./door.ts";
import { type Http2Asked, http2Job } from "./http2-job.ts";
import type { Job } from "./job.ts";

export interface Http2DoorOptions {
	/** How connections are secured; in the clear without it. */
	readonly proof?: ServerProof | undefined;
	/** Whether the client of a request sends items on it. */
	readonly hasItems?: (method: string, path: string) => boolean;
}

/**
 * Node's HTTP/2 server on the loopback interface, by the API that web frameworks use: it ends each stream by an empty
 * frame after the data of all, where `stream.end` would end it with its own last frame.
 *
 * @param receive called for each request when all of it has arrived; where its client sends items, when its head has
 */
export function createHttp2Door(
	receive: (job: Job) => void,
	{ proof, hasItems = () => false }: Http2DoorOptions = {},
): Door {
	const encoders = new Map<Http2Session, HpackEncoder>();
	const listener = (request: Http2ServerRequest, response: Http2ServerResponse): void => {
		const { session } = request.stream;
		const encoder = session === undefined ? undefined : encoders.get(session);
		const call = request.headers["roundtrip-call"];
		if (encoder === undefined || typeof call !== "string") response.stream.close();
		else take({ call, request, response, encoder }, receive, hasItems(request.method, request.url));
	};
	const server: Http2Server =
		proof === undefined ? createServer(listener) : createSecureServer(serverTlsOptions(proof), listener);
	server.on("session", (session) => {
		encoders.set(session, createHpackEncoder());
		session.on("close", () => encoders.delete(session));
		// Whoever asked has gone: the asking end knows, and this end works on.
		session.on("error", () => undefined);
	});
	return doorOf(server, () => {
		for (const session of encoders.keys()) session.destroy();
	});
}

function take(asked: Http2Asked, receive: (job: Job) => void, isOpen: boolean): void {
	const { request, response } = asked;
	request.on("error", () => undefined);
	response.on("error", () => undefined);
	if (isOpen) {
		receive(http2Job(asked, undefined));
		return;
	}
	const chunks: Buffer[] = [];
	request.on("data", (chunk: Buffer) => chunks.push(chunk));
	request.on("end", () => {
		// Node ends a request that was reset as well.
		if (!request.aborted) receive(http2Job(asked, Buffer.concat(chunks)));
	});
}
