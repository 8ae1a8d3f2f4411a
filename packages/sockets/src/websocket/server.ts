import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { CLOSE } from "@roundtrip/behaviour";
import { type WebSocket, WebSocketServer } from "ws";
import { DEFLATE_OPTIONS } from "./deflate-options.ts";
import { type WebSocketEnd, type WebSocketOwner, webSocketEnd } from "./end.ts";

/** Turns connections of HTTP/1.1 into WebSockets. */
export interface WebSocketDoor {
	/**
	 * Answers an `upgrade` of Node's HTTP server. Where the request is none that RFC 6455 allows, it is refused with its
	 * status, and nobody is told.
	 *
	 * @param head what came after the request
	 * @param welcome told that it is open; gives whom it belongs to
	 */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, welcome: (end: WebSocketEnd) => WebSocketOwner): void;
	/** Says to all clients that the server goes away (RFC 6455, section 7.4.1), and ends their connections. */
	leave(): void;
	/** Ends all connections without a word. */
	close(): void;
}

export interface WebSocketDoorOptions {
	/** Bytes of a message that comes; one that is longer ends its connection with 1009. */
	readonly limit?: number;
	/** Subprotocols that are spoken here; of those that a client offers, its first one of them is agreed upon. */
	readonly protocols?: readonly string[];
	/** Whether it agrees to compress messages. */
	readonly deflates?: boolean | undefined;
}

/** A server by the package ws. */
export function createWebSocketDoor({ limit, protocols = [], deflates }: WebSocketDoorOptions = {}): WebSocketDoor {
	const open = new Set<WebSocket>();
	const server = new WebSocketServer({
		...{ noServer: true, perMessageDeflate: deflates === true ? DEFLATE_OPTIONS : false, clientTracking: false },
		...(limit === undefined ? {} : { maxPayload: limit }),
		handleProtocols: (offered) => [...offered].find((each) => protocols.includes(each)) ?? false,
	});
	return {
		upgrade(request, socket, head, welcome) {
			server.handleUpgrade(request, socket, head, (opened) => {
				open.add(opened);
				opened.once("close", () => open.delete(opened));
				// Its owner is asked for before its first message can come, and is told of nothing before it is known.
				let owner: WebSocketOwner | undefined;
				const end = webSocketEnd(opened, {
					message: (content) => owner?.message(content),
					ping: (content) => owner?.ping?.(content),
					pong: (content) => owner?.pong?.(content),
					closed: (code, reason) => owner?.closed(code, reason),
				});
				owner = welcome(end);
			});
		},
		leave() {
			for (const each of open) {
				each.close(CLOSE.goingAway);
				each.terminate();
			}
		},
		close() {
			for (const each of open) each.terminate();
		},
	};
}
