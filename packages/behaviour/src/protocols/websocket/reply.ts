import { EMPTY_BODY } from "../../messages/body.ts";
import type { HeaderField, HttpReply } from "../../messages/http-message.ts";
import type { Http1Message } from "../http1/message.ts";
import { DEFLATE_ACCEPTED } from "./deflate.ts";
import { acceptOf } from "./key.ts";

const SUMMARY = "101 Switching Protocols";

/** The fields of a server that agrees, as the package ws writes them. */
function acceptFields(key: string, protocol: string | undefined, deflates: boolean): readonly HeaderField[] {
	return [
		["Upgrade", "websocket"],
		["Connection", "Upgrade"],
		["Sec-WebSocket-Accept", acceptOf(key)],
		...(protocol === undefined ? [] : [["Sec-WebSocket-Protocol", protocol] as const]),
		...(deflates ? [["Sec-WebSocket-Extensions", DEFLATE_ACCEPTED] as const] : []),
	];
}

/**
 * The answer to an upgrade (RFC 6455, section 4.2.2).
 *
 * @param protocol the subprotocol that the server chose of those that were offered
 * @param deflates whether it agrees to compress messages
 */
export function upgradeReply(key: string, protocol?: string, deflates = false): HttpReply {
	const fields = acceptFields(key, protocol, deflates).map(([name, value]): HeaderField => [name.toLowerCase(), value]);
	return { status: 101, fields, body: EMPTY_BODY };
}

/** The answer to an upgrade as ws writes it, to the byte: without a date, unlike Node's other answers. */
export function encodeUpgradeReply(key: string, protocol?: string, deflates = false): Http1Message {
	const lines = acceptFields(key, protocol, deflates).map(([name, value]) => `${name}: ${value}`);
	const head = `${[`HTTP/1.1 ${SUMMARY}`, ...lines].join("\r\n")}\r\n\r\n`;
	return { summary: SUMMARY, head, body: "", size: head.length };
}
