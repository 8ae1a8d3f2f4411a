import {
	createSecureServer,
	createServer,
	type Http2Server,
	type IncomingHttpHeaders,
	type ServerHttp2Session,
	type ServerHttp2Stream,
} from "node:http2";
import {
	type Body,
	createHpackEncoder,
	encodeHttp2Response,
	type HpackEncoder,
	hasNoBody,
	responseFields,
} from "@roundtrip/behaviour";
import { requestParts } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import { type ServerProof, serverTlsOptions } from "../tls/server-proof.ts";
import { type Door, doorOf } from "./door.ts";
import type { AnswerLook, Job } from "./job.ts";

/**
 * Node's HTTP/2 server on the loopback interface.
 *
 * @param receive called for each request when all of it has arrived
 * @param proof how connections are secured; in the clear without it
 */
export function createHttp2Door(receive: (job: Job) => void, proof?: ServerProof): Door {
	const server: Http2Server = proof === undefined ? createServer() : createSecureServer(serverTlsOptions(proof));
	const sessions = new Set<ServerHttp2Session>();
	server.on("session", (session) => {
		const encoder = createHpackEncoder();
		sessions.add(session);
		session.on("close", () => sessions.delete(session));
		// Whoever asked has gone: the asking end knows, and this end works on.
		session.on("error", () => undefined);
		session.on("stream", (stream, headers) => take(stream, headers, encoder, receive));
	});
	return doorOf(server, () => {
		for (const session of sessions) session.destroy();
	});
}

function take(
	stream: ServerHttp2Stream,
	headers: IncomingHttpHeaders,
	encoder: HpackEncoder,
	receive: (job: Job) => void,
): void {
	const chunks: Buffer[] = [];
	stream.on("data", (chunk: Buffer) => chunks.push(chunk));
	stream.on("error", () => undefined);
	stream.on("end", () => {
		// Node ends the readable side of a stream that was reset as well.
		if (!stream.aborted) receive(jobOf(stream, headers, Buffer.concat(chunks), encoder));
	});
}

function jobOf(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, content: Buffer, encoder: HpackEncoder): Job {
	const call = headers["roundtrip-call"];
	if (typeof call !== "string") throw new Error("a request without the name of its call");
	const { method, path } = requestParts(`${headers[":method"]} ${headers[":path"]}`);
	const isHead = method === "HEAD";
	return { call, method, path, content, answer: (status, body) => answer(stream, encoder, status, body, isHead) };
}

function answer(
	stream: ServerHttp2Stream,
	encoder: HpackEncoder,
	status: number,
	body: Body,
	isHead: boolean,
): AnswerLook {
	const { summary, size } = encodeHttp2Response(encoder, status, body, 0, isHead);
	if (stream.destroyed) return { summary, size };
	const isEmpty = isHead || hasNoBody(status) || body.size === 0;
	const fields = { ":status": status, ...Object.fromEntries(responseFields(status, body)) };
	stream.respond(fields, { endStream: isEmpty });
	if (!isEmpty) stream.end(bytesOf(body));
	return { summary, size };
}
