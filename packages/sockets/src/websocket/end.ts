import { WebSocket } from "ws";

/** What an end of a WebSocket is told. */
export interface WebSocketOwner {
	/** A message has wholly come. */
	message(content: string | Uint8Array): void;
	/** Of the other end's, which the library answers by itself. */
	ping?(content: Uint8Array): void;
	pong?(content: Uint8Array): void;
	/** It is over, told once: 1006 where the connection broke without a close, 1005 where a close had no code. */
	closed(code: number, reason: string): void;
}

/** An end of a WebSocket that is open. */
export interface WebSocketEnd {
	/** The subprotocol that was agreed upon; empty where there is none. */
	readonly protocol: string;
	/** Bytes that were sent and are not handed over yet: whoever sends faster than that goes on later. */
	readonly heldBytes: number;
	/** Text as text, bytes as binary; nothing where it is over. */
	send(content: string | Uint8Array): void;
	ping(): void;
	/** Says that it ends; it is over when the other end has said so too. */
	close(code?: number, reason?: string): void;
	/** Ends the connection without a word. */
	cut(): void;
}

/** Makes an end of what the package ws has opened. */
export function webSocketEnd(socket: WebSocket, owner: WebSocketOwner): WebSocketEnd {
	// How it ends is told by the close that follows.
	socket.on("error", () => undefined);
	socket.on("message", (content: Buffer, isBinary) => owner.message(isBinary ? content : content.toString("utf8")));
	socket.on("ping", (content: Buffer) => owner.ping?.(content));
	socket.on("pong", (content: Buffer) => owner.pong?.(content));
	socket.once("close", (code, reason) => owner.closed(code, reason.toString("utf8")));
	return {
		get protocol() {
			return socket.protocol;
		},
		get heldBytes() {
			return socket.bufferedAmount;
		},
		send(content) {
			if (socket.readyState === WebSocket.OPEN) socket.send(content);
		},
		ping() {
			if (socket.readyState === WebSocket.OPEN) socket.ping();
		},
		close(code, reason) {
			socket.close(code, reason);
		},
		cut() {
			socket.terminate();
		},
	};
}
