import { connect, type Socket } from "node:net";

/** How a socket to a node behaves. */
export interface LoopbackOptions {
	readonly port: number;
	/** What this end writes goes on when the other has ended. */
	readonly allowHalfOpen: boolean;
}

/** Opens a socket to where a node listens on the loopback interface. That nobody is there is told, and is no error. */
export function connectLoopback(options: LoopbackOptions, told: (how: "accepted" | "refused") => void): Socket {
	const socket = connect({ host: "127.0.0.1", noDelay: true, ...options });
	let isAccepted = false;
	socket.on("connect", () => {
		isAccepted = true;
		told("accepted");
	});
	socket.on("error", (error: NodeJS.ErrnoException) => {
		if (isAccepted) return;
		// A process that is just being killed still takes connections, and drops them.
		if (error.code !== "ECONNREFUSED" && error.code !== "ECONNRESET") throw error;
		told("refused");
	});
	return socket;
}
