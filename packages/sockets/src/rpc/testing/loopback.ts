import { once } from "node:events";
import { createServer as createHttp1Server } from "node:http";
import {
	type ClientHttp2Session,
	type ClientHttp2Stream,
	connect,
	createServer as createHttp2Server,
	type IncomingHttpHeaders,
	type ServerHttp2Session,
} from "node:http2";
import type { AddressInfo, Server } from "node:net";
import { buffer } from "node:stream/consumers";
import type { HeaderField, HttpRequest } from "@roundtrip/behaviour";
import { bytesOf } from "../../body-bytes.ts";
import type { RpcHandler } from "../handler.ts";

/** A request as it came: what a client's library wrote. */
export interface Seen {
	readonly method: string;
	readonly path: string;
	/** Without pseudo-fields and those of the connection, in their order. */
	readonly fields: readonly HeaderField[];
	readonly body: string;
}

/** A reply as it came, without its date. */
export interface Received {
	readonly status: number;
	readonly fields: readonly HeaderField[];
	readonly body: string;
	readonly trailers: readonly HeaderField[];
}

/** A real server over HTTP/2 and one over HTTP/1.1, on the loopback interface. */
export interface Loopback {
	/** Requests over HTTP/2, as they have wholly come. */
	seen: Seen[];
	readonly http1: string;
	readonly http2: string;
	readonly session: ClientHttp2Session;
	ask(request: HttpRequest): Promise<Received>;
	close(): Promise<void>;
}

const OF_CONNECTION: readonly string[] = ["host", "connection", "transfer-encoding", "date", "keep-alive"];

export async function createLoopback(handler: RpcHandler): Promise<Loopback> {
	const http2 = createHttp2Server((request, response) => {
		const content: Buffer[] = [];
		request.stream.on("data", (chunk: Buffer) => content.push(chunk));
		request.stream.on("end", () => {
			const body = Buffer.concat(content).toString("latin1");
			loopback.seen.push({ method: request.method, path: request.url, fields: pairs(request.rawHeaders), body });
		});
		handler(request, response);
	});
	const sessions = new Set<ServerHttp2Session>();
	http2.on("session", (session) => sessions.add(session));
	const http1 = createHttp1Server(handler);
	const origins = [await listening(http1), await listening(http2)] as const;
	const session = connect(origins[1]);
	const loopback: Loopback = {
		...{ seen: [], http1: origins[0], http2: origins[1], session },
		ask: (request) => ask(session, request),
		async close() {
			session.destroy();
			for (const each of sessions) each.destroy();
			http1.closeAllConnections();
			for (const server of [http1, http2]) server.close();
			await Promise.all([once(http1, "close"), once(http2, "close")]);
		},
	};
	return loopback;
}

async function listening(server: Server): Promise<string> {
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function ask(session: ClientHttp2Session, { method, path, fields, body }: HttpRequest): Promise<Received> {
	const stream: ClientHttp2Stream = session.request({
		":method": method,
		":path": path,
		...Object.fromEntries(fields),
	});
	let trailers: readonly HeaderField[] = [];
	stream.on("trailers", (_: IncomingHttpHeaders, __: number, raw: string[]) => {
		trailers = pairs(raw);
	});
	stream.end(bytesOf(body));
	const [head, , raw] = (await once(stream, "response")) as [IncomingHttpHeaders, number, string[]];
	const content = await buffer(stream);
	return { status: Number(head[":status"]), fields: pairs(raw), body: content.toString("latin1"), trailers };
}

function pairs(raw: readonly string[]): HeaderField[] {
	return raw.flatMap((name, index) => {
		const key = name.toLowerCase();
		const isOwn = index % 2 === 0 && !key.startsWith(":") && !OF_CONNECTION.includes(key);
		return isOwn ? [[key, raw[index + 1] ?? ""] as const] : [];
	});
}
