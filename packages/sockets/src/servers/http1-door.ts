import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { Duplex } from "node:stream";
import { isParseError } from "../readable.ts";
import { type ServerProof, serverTlsOptions } from "../tls/server-proof.ts";
import { createWebSocketDoor, type WebSocketDoorOptions } from "../websocket/server.ts";
import { brokenJob } from "./broken-job.ts";
import { type Door, doorOf } from "./door.ts";
import { http1Job } from "./http1-job.ts";
import type { Job } from "./job.ts";
import { webSocketJob } from "./websocket-job.ts";

/** Nothing but the scenario ends a connection or a request: all of Node's own limits on time are off. */
const OPTIONS = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0, noDelay: true };

/**
 * Node's HTTP/1.1 server on the loopback interface.
 *
 * @param receive called for each request when all of it has arrived
 * @param proof how connections are secured; in the clear without it
 * @param spoken how it speaks WebSocket
 */
export function createHttp1Door(
	receive: (job: Job) => void,
	proof?: ServerProof,
	spoken: WebSocketDoorOptions = {},
): Door {
	const listener: RequestListener = (request, response) => {
		const call = request.headers["roundtrip-call"];
		if (typeof call !== "string") {
			refuseStranger(request, response);
			return;
		}
		const chunks: Buffer[] = [];
		request.on("data", (chunk: Buffer) => chunks.push(chunk));
		request.on("end", () => receive(http1Job(call, request, Buffer.concat(chunks), response)));
		// Whoever asked has gone: the asking end knows, and this end works on.
		request.on("error", () => undefined);
	};
	const server: Server =
		proof === undefined
			? createServer(OPTIONS, listener)
			: createSecureServer({ ...OPTIONS, ...serverTlsOptions(proof) }, listener);
	server.on("clientError", (error: Error & { readonly rawPacket?: Buffer }, socket) => {
		const broken = isParseError(error) ? brokenJob(error.rawPacket ?? Buffer.alloc(0), socket) : undefined;
		if (broken === undefined) socket.destroy();
		else receive(broken);
	});
	const webSockets = createWebSocketDoor(spoken);
	server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		const call = request.headers["roundtrip-call"];
		socket.on("error", () => undefined);
		if (typeof call === "string") receive(webSocketJob(call, webSockets, { request, socket, head }, spoken));
		else socket.destroy();
	});
	return doorOf(server, () => {
		webSockets.close();
		server.closeAllConnections();
	});
}

/** Another program of this machine has found the port: it is no part of the run, and must not end it. */
function refuseStranger(request: IncomingMessage, response: ServerResponse): void {
	request.on("error", () => undefined).resume();
	response.writeHead(400, { connection: "close" }).end();
}
