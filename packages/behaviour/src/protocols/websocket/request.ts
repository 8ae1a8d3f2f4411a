import type { CallId } from "@roundtrip/model";
import { EMPTY_BODY } from "../../messages/body.ts";
import type { HeaderField, HttpRequest } from "../../messages/http-message.ts";
import type { Http1Message } from "../http1/message.ts";
import { DEFLATE_OFFER } from "./deflate.ts";

/** What a client says when it asks for a WebSocket. */
export interface UpgradeWish {
	readonly path: string;
	/** Of `webSocketKey`. */
	readonly key: string;
	/** Subprotocols, the one that it likes best first. */
	readonly protocols?: readonly string[] | undefined;
	/** It offers to compress messages (RFC 7692). */
	readonly deflates?: boolean | undefined;
}

/** The fields of an upgrade as the package ws writes them, with its capitals and in its order. */
function upgradeFields({ key, protocols = [], deflates }: UpgradeWish): readonly HeaderField[] {
	return [
		["Sec-WebSocket-Version", "13"],
		["Sec-WebSocket-Key", key],
		["Connection", "Upgrade"],
		["Upgrade", "websocket"],
		...(deflates === true ? [["Sec-WebSocket-Extensions", DEFLATE_OFFER] as const] : []),
		...(protocols.length > 0 ? [["Sec-WebSocket-Protocol", protocols.join(",")] as const] : []),
	];
}

/** The request of an upgrade (RFC 6455, section 4.1). */
export function upgradeRequest(wish: UpgradeWish): HttpRequest {
	const fields = upgradeFields(wish).map(([name, value]): HeaderField => [name.toLowerCase(), value]);
	return { method: "GET", path: wish.path, fields, body: EMPTY_BODY };
}

/** The request of an upgrade as ws writes it, to the byte, where `host` and `roundtrip-call` are given to it. */
export function encodeUpgradeRequest(to: string, call: CallId, wish: UpgradeWish): Http1Message {
	const summary = `GET ${wish.path}`;
	const lines = [`${summary} HTTP/1.1`, `host: ${to}`, `roundtrip-call: ${call}`];
	for (const [name, value] of upgradeFields(wish)) lines.push(`${name}: ${value}`);
	const head = `${lines.join("\r\n")}\r\n\r\n`;
	return { summary, head, body: "", size: head.length };
}
