import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { contentOf, encodeResponse, type HttpReply, responseFields } from "@roundtrip/behaviour";
import { type CallId, requestParts } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import { type ServerProof, serverTlsOptions } from "../tls/server-proof.ts";
import { type Door, doorOf } from "./door.ts";
import type { AnswerLook, Job } from "./job.ts";

/** Nothing but the scenario ends a connection or a request: all of Node's own limits on time are off. */
const OPTIONS = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0, noDelay: true };

/**
 * Node's HTTP/1.1 server on the loopback interface.
 *
 * @param receive called for each request when all of it has arrived
 * @param proof how connections are secured; in the clear without it
 */
export function createHttp1Door(receive: (job: Job) => void, proof?: ServerProof): Door {
	const listener: RequestListener = (request, response) => {
		const call = request.headers["roundtrip-call"];
		if (typeof call !== "string") {
			refuseStranger(request, response);
			return;
		}
		const chunks: Buffer[] = [];
		request.on("data", (chunk: Buffer) => chunks.push(chunk));
		request.on("end", () => receive(jobOf(call, request, Buffer.concat(chunks), response)));
		// Whoever asked has gone: the asking end knows, and this end works on.
		request.on("error", () => undefined);
	};
	const server: Server =
		proof === undefined
			? createServer(OPTIONS, listener)
			: createSecureServer({ ...OPTIONS, ...serverTlsOptions(proof) }, listener);
	return doorOf(server, () => server.closeAllConnections());
}

/** Another program of this machine has found the port: it is no part of the run, and must not end it. */
function refuseStranger(request: IncomingMessage, response: ServerResponse): void {
	request.on("error", () => undefined).resume();
	response.writeHead(400, { connection: "close" }).end();
}

function jobOf(call: CallId, request: IncomingMessage, content: Buffer, response: ServerResponse): Job {
	const { method, path } = requestParts(`${request.method} ${request.url}`);
	const isHead = method === "HEAD";
	return { call, method, path, content, answer: (reply) => answer(response, reply, isHead) };
}

function answer(response: ServerResponse, reply: HttpReply, isHead: boolean): AnswerLook {
	const { summary, size } = encodeResponse(reply, 0, isHead);
	const content = contentOf(reply, isHead);
	response.writeHead(reply.status, responseFields(reply).flat());
	response.end(content.size === 0 ? undefined : bytesOf(content));
	return { summary, size };
}
