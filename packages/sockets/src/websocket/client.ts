import { randomFillSync } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { HeaderField } from "@roundtrip/behaviour";
import { WebSocket } from "ws";
import { DEFLATE_OPTIONS } from "./deflate-options.ts";
import { type WebSocketEnd, type WebSocketOwner, webSocketEnd } from "./end.ts";

export interface WebSocketAsking {
	/** The name of the server, as its client says it. */
	readonly to: string;
	readonly path: string;
	/** That its client sets, before those of the upgrade, in their order; `host` is said anyway, as the first. */
	readonly fields?: readonly HeaderField[];
	/** Subprotocols, the one that it likes best first. */
	readonly protocols?: readonly string[];
	/** The connection, open already, plain or secured: nothing else may use it. */
	readonly connection: Duplex;
	/** Fills the four bytes with which a frame is masked; without it, at random. */
	readonly mask?: (bytes: Uint8Array) => void;
	/** Bytes of a message that comes; one that is longer ends the connection with 1009. */
	readonly limit?: number;
	/** Whether it offers to compress messages. */
	readonly deflates?: boolean | undefined;
}

/** Whoever has asked for a WebSocket. */
export interface WebSocketClientOwner extends WebSocketOwner {
	/** The server has agreed. */
	opened(end: WebSocketEnd): void;
	/** The server has answered something else: what, by its status of HTTP; or the connection broke before, without one. */
	refused(status: number | undefined): void;
}

/** Asks for a WebSocket with the package ws. */
export function openWebSocket(asking: WebSocketAsking, owner: WebSocketClientOwner): void {
	const { to, path, fields = [], protocols = [], connection, limit, deflates, mask = randomFillSync } = asking;
	if (connection.destroyed) {
		queueMicrotask(() => owner.refused(undefined));
		return;
	}
	let isOver = false;
	let isOpen = false;
	const socket = new WebSocket(`ws://server${path}`, [...protocols], {
		perMessageDeflate: deflates === true ? DEFLATE_OPTIONS : false,
		followRedirects: false,
		headers: Object.fromEntries([["host", to], ...fields]),
		generateMask: mask,
		...(limit === undefined ? {} : { maxPayload: limit }),
		// ws types it as a TCP socket's, and uses no more than a stream has.
		createConnection: (() => connection) as unknown as NonNullable<WebSocket.ClientOptions["createConnection"]>,
	});
	const refuse = (status: number | undefined): void => {
		if (isOver || isOpen) return;
		isOver = true;
		owner.refused(status);
	};
	socket.on("unexpected-response", (_, response: IncomingMessage) => {
		refuse(response.statusCode);
		socket.terminate();
	});
	socket.once("open", () => {
		isOpen = true;
		owner.opened(end);
	});
	const end = webSocketEnd(socket, {
		message: (content) => owner.message(content),
		ping: (content) => owner.ping?.(content),
		pong: (content) => owner.pong?.(content),
		closed: (code, reason) => (isOpen ? owner.closed(code, reason) : refuse(undefined)),
	});
}
