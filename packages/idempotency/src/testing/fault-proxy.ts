import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What becomes of the next connection. `keep` are bytes that get through before it is cut. */
export type Fault =
	| "none"
	/** Nothing is read: the request never arrives. */
	| "swallow"
	/** The server gets the request without its last byte, then both ends get a reset. */
	| "cut-request"
	/** The server gets all; of its reply the client gets so many bytes, then a reset. */
	| { readonly cutReply: "nothing" | "in-head" | "after-head" | "in-body" };

/** Stands between client and server and breaks one connection at a time. */
export interface FaultProxy {
	readonly port: number;
	/** What becomes of the next connection; those after it are left alone. */
	next(fault: Fault): void;
	/** Where connections are led from now on. */
	leadTo(port: number): void;
	close(): Promise<void>;
}

export async function startFaultProxy(): Promise<FaultProxy> {
	let target = 0;
	let fault: Fault = "none";
	const open = new Set<Socket>();
	const server = createServer((client) => {
		const mine = fault;
		fault = "none";
		open.add(client);
		client.on("error", () => undefined).on("close", () => open.delete(client));
		if (mine !== "swallow") join(client, target, mine);
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	return {
		port: (server.address() as AddressInfo).port,
		next(wanted) {
			fault = wanted;
		},
		leadTo(port) {
			target = port;
		},
		async close() {
			for (const socket of open) socket.destroy();
			server.close();
			await once(server, "close");
		},
	};
}

function join(client: Socket, port: number, fault: Fault): void {
	const server = connect(port, "127.0.0.1");
	server.on("error", () => client.destroy()).on("close", () => client.end());
	client.on("close", () => server.destroy());
	const reset = (): void => {
		client.resetAndDestroy();
		server.resetAndDestroy();
	};
	if (fault === "cut-request") {
		client.on("data", (bytes) => server.write(bytes.subarray(0, -1), reset));
		return;
	}
	client.pipe(server);
	if (fault === "none" || fault === "swallow") server.pipe(client);
	else cut(server, client, fault.cutReply, reset);
}

/** Lets the reply through as far as it is told, and resets the connection once the whole of it has come from the server. */
function cut(
	server: Socket,
	client: Socket,
	where: "nothing" | "in-head" | "after-head" | "in-body",
	reset: () => void,
): void {
	let came = Buffer.alloc(0);
	server.on("data", (bytes) => {
		came = Buffer.concat([came, bytes]);
		const head = came.indexOf("\r\n\r\n") + 4;
		if (head < 4) return;
		const keep = { nothing: 0, "in-head": Math.trunc(head / 2), "after-head": head, "in-body": head + 5 }[where];
		if (came.length <= keep) return;
		server.pause();
		if (keep === 0) reset();
		else client.write(came.subarray(0, keep), reset);
	});
}
