import {
	createSecureServer,
	createServer,
	type Http2Server,
	type Http2ServerRequest,
	type Http2ServerResponse,
	type Http2Session,
} from "node:http2";
import {
	contentOf,
	createHpackEncoder,
	encodeHttp2Response,
	type HpackEncoder,
	type HttpReply,
	responseFields,
} from "@roundtrip/behaviour";
import { requestParts } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import { type ServerProof, serverTlsOptions } from "../tls/server-proof.ts";
import { type Door, doorOf } from "./door.ts";
import type { AnswerLook, Job } from "./job.ts";

/**
 * Node's HTTP/2 server on the loopback interface, by the API that web frameworks use: it ends each stream by an empty
 * frame after the data of all, where `stream.end` would end it with its own last frame.
 *
 * @param receive called for each request when all of it has arrived
 * @param proof how connections are secured; in the clear without it
 */
export function createHttp2Door(receive: (job: Job) => void, proof?: ServerProof): Door {
	const encoders = new Map<Http2Session, HpackEncoder>();
	const listener = (request: Http2ServerRequest, response: Http2ServerResponse): void => {
		const { session } = request.stream;
		const encoder = session === undefined ? undefined : encoders.get(session);
		if (encoder !== undefined) take(request, response, encoder, receive);
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

function take(
	request: Http2ServerRequest,
	response: Http2ServerResponse,
	encoder: HpackEncoder,
	receive: (job: Job) => void,
): void {
	const chunks: Buffer[] = [];
	request.on("data", (chunk: Buffer) => chunks.push(chunk));
	request.on("error", () => undefined);
	response.on("error", () => undefined);
	request.on("end", () => {
		// Node ends a request that was reset as well.
		if (!request.aborted) receive(jobOf(request, response, Buffer.concat(chunks), encoder));
	});
}

function jobOf(
	request: Http2ServerRequest,
	response: Http2ServerResponse,
	content: Buffer,
	encoder: HpackEncoder,
): Job {
	const call = request.headers["roundtrip-call"];
	if (typeof call !== "string") throw new Error("a request without the name of its call");
	const { method, path } = requestParts(`${request.method} ${request.url}`);
	const isHead = method === "HEAD";
	return { call, method, path, content, answer: (reply) => answer(response, encoder, reply, isHead) };
}

function answer(response: Http2ServerResponse, encoder: HpackEncoder, reply: HttpReply, isHead: boolean): AnswerLook {
	const { summary, size } = encodeHttp2Response(encoder, reply, 0, isHead);
	if (response.stream.destroyed) return { summary, size };
	const content = contentOf(reply, isHead);
	response.writeHead(reply.status, Object.fromEntries(responseFields(reply)));
	if (content.size === 0) response.end();
	else response.end(bytesOf(content));
	return { summary, size };
}
