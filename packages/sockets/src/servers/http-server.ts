import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { requestParts } from "@roundtrip/model";
import type { Job } from "./job.ts";

/** Node's HTTP server on the loopback interface. */
export interface HttpServer {
	/** Takes connections from now on, on a port of the system's choice where 0 is given; gives the port. */
	listen(port: number): Promise<number>;
	close(): void;
}

/** Nothing but the scenario ends a connection or a request: all of Node's own limits on time are off. */
const OPTIONS = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0, noDelay: true };

/** @param receive called for each request when all of it has arrived */
export function createHttpServer(receive: (job: Job) => void): HttpServer {
	const server = createServer(OPTIONS, (request, response) => {
		const chunks: Buffer[] = [];
		request.on("data", (chunk: Buffer) => chunks.push(chunk));
		request.on("end", () => receive(jobOf(request, Buffer.concat(chunks), response)));
		// Whoever asked has gone: the asking end knows, and this end works on.
		request.on("error", () => undefined);
	});
	return {
		listen: (port) =>
			new Promise((resolve, reject) => {
				server.once("error", reject);
				server.listen({ host: "127.0.0.1", port }, () => {
					server.off("error", reject);
					resolve((server.address() as AddressInfo).port);
				});
			}),
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

function jobOf(request: IncomingMessage, content: Buffer, response: ServerResponse): Job {
	const call = request.headers["roundtrip-call"];
	if (typeof call !== "string") throw new Error("a request without the name of its call");
	const { method, path } = requestParts(`${request.method} ${request.url}`);
	return { call, method, path, content, response };
}
