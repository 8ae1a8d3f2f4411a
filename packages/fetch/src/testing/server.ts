import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as a server of a test has got it. */
export interface Seen {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly content: string;
}

/** A server of a test that remembers what it was asked. */
export interface TestServer {
	readonly url: string;
	readonly seen: readonly Seen[];
	close(): Promise<void>;
}

export type Answer = (response: ServerResponse, request: Seen & { readonly socket: IncomingMessage["socket"] }) => void;

/** Answers the first request with the first of these, and so on; those beyond them with the last. */
export async function startServer(...answers: readonly Answer[]): Promise<TestServer> {
	const seen: Seen[] = [];
	const listener: RequestListener = (request, response) => {
		let content = "";
		request.setEncoding("latin1").on("data", (piece: string) => {
			content += piece;
		});
		request.on("error", () => undefined);
		request.on("end", () => {
			const asked = { method: request.method ?? "", url: request.url ?? "", headers: request.headers, content };
			seen.push(asked);
			(answers[seen.length - 1] ?? answers.at(-1))?.(response, { ...asked, socket: request.socket });
		});
	};
	const server = createServer(listener).listen(0, "127.0.0.1");
	await once(server, "listening");
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		seen,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		},
	};
}

export const answer =
	(status: number, headers: Record<string, string> = {}, text = "done"): Answer =>
	(response) =>
		void response.writeHead(status, headers).end(text);

/** The connection ends with a reset, after the request was read. */
export const reset: Answer = (_response, { socket }) => void socket.resetAndDestroy();

/** Nothing is ever answered. */
export const silence: Answer = () => undefined;

/** The head says more than what comes. */
export const cut: Answer = (response, { socket }) => {
	response.writeHead(200, { "content-length": "100" });
	response.write("half", () => socket.resetAndDestroy());
};
