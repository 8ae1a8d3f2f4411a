import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands between a client and a server, and keeps what passes, one character a byte. */
export interface Recorder {
	readonly port: number;
	/** Of the connection that was opened last. */
	readonly up: string;
	readonly down: string;
	/** All connections that were opened, up. */
	readonly all: readonly { readonly up: string }[];
	/** Breaks all connections. */
	cut(): void;
	close(): void;
}

export async function createRecorder(serverPort: number): Promise<Recorder> {
	const kept: { up: string; down: string }[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		const recording = { up: "", down: "" };
		kept.push(recording);
		const onward = connect(serverPort, "127.0.0.1");
		pass(socket, onward, (octets) => {
			recording.up += octets;
		});
		pass(onward, socket, (octets) => {
			recording.down += octets;
		});
		for (const each of [socket, onward]) sockets.add(each);
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return {
		port: (server.address() as AddressInfo).port,
		get up() {
			return kept.at(-1)?.up ?? "";
		},
		get down() {
			return kept.at(-1)?.down ?? "";
		},
		all: kept,
		cut() {
			for (const socket of sockets) socket.resetAndDestroy();
			sockets.clear();
		},
		close() {
			for (const socket of sockets) socket.destroy();
			server.close();
		},
	};
}

function pass(from: Socket, to: Socket, keep: (octets: string) => void): void {
	from.on("data", (chunk: Buffer) => {
		keep(chunk.toString("latin1"));
		to.write(chunk);
	});
	from.on("end", () => to.end());
	from.on("error", () => to.destroy());
	from.on("close", () => to.destroy());
}
