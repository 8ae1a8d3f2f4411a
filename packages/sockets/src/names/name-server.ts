import { createSocket, type Socket } from "node:dgram";
import { NS_PER_S } from "@roundtrip/model";
import { AUTHORITATIVE_ANSWER, decode, encode } from "dns-packet";

/** A DNS server on the loopback interface that gives every name the loopback's address. */
export interface NameServer {
	readonly port: number;
	close(): void;
}

export interface NameServerParts {
	/** Calls when an answer is to leave. */
	readonly later: (answer: () => void) => void;
	/** How long an answer may be kept. */
	readonly ttlNs: number;
}

/** Listens on a UDP port of the system's choice. */
export function createNameServer({ later, ttlNs }: NameServerParts): Promise<NameServer> {
	const socket: Socket = createSocket("udp4");
	const ttl = Math.ceil(ttlNs / NS_PER_S);
	let isClosed = false;
	socket.on("message", (message, { port, address }) => {
		const { id = 0, questions = [] } = decode(message);
		const answers = questions.map(({ name }) => ({ name, type: "A" as const, ttl, data: "127.0.0.1" }));
		const answer = encode({ id, type: "response", flags: AUTHORITATIVE_ANSWER, questions, answers });
		later(() => {
			if (!isClosed) socket.send(answer, port, address);
		});
	});
	return new Promise((resolve, reject) => {
		socket.once("error", reject);
		socket.bind(0, "127.0.0.1", () => {
			resolve({
				port: socket.address().port,
				close() {
					isClosed = true;
					socket.close();
				},
			});
		});
	});
}
