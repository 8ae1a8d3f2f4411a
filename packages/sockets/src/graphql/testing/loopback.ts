import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { HttpRequest } from "@roundtrip/behaviour";
import { bytesOf } from "../../body-bytes.ts";
import type { GraphqlHandler } from "../server.ts";

/** A reply as it came. */
export interface Received {
	readonly status: number;
	/** Names in lower case, in the order in which they came; without the date. */
	readonly fields: readonly (readonly [string, string])[];
	readonly body: string;
}

/** A real server on the loopback interface, whose handler can be changed. */
export interface Loopback {
	handler: GraphqlHandler;
	readonly url: string;
	ask(wanted: HttpRequest): Promise<Received>;
	close(): Promise<void>;
}

export async function createLoopback(): Promise<Loopback> {
	const server = createServer({ keepAliveTimeout: 0 }, (incoming, response) => loopback.handler(incoming, response));
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	const loopback: Loopback = {
		handler: (_, response) => response.end(),
		url: `http://127.0.0.1:${port}`,
		ask: (wanted) => ask(port, wanted),
		async close() {
			server.close();
			server.closeAllConnections();
			await once(server, "close");
		},
	};
	return loopback;
}

async function ask(port: number, { method, path, fields, body }: HttpRequest): Promise<Received> {
	const options = { host: "127.0.0.1", port, method, path, headers: Object.fromEntries(fields) };
	return new Promise((resolve, reject) => {
		const asking = request(options, (incoming) => {
			const chunks: Buffer[] = [];
			incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
			incoming.on("error", reject);
			incoming.on("end", () => {
				const { statusCode = 0, rawHeaders } = incoming;
				resolve({ status: statusCode, fields: pairs(rawHeaders), body: Buffer.concat(chunks).toString("latin1") });
			});
		});
		asking.on("error", reject);
		asking.end(bytesOf(body));
	});
}

function pairs(raw: readonly string[]): (readonly [string, string])[] {
	return raw.flatMap((name, index) =>
		index % 2 === 1 || name.toLowerCase() === "date" ? [] : [[name.toLowerCase(), raw[index + 1] ?? ""] as const],
	);
}
