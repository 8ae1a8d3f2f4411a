import { type Body, binaryBody } from "../../messages/body.ts";
import type { Conversation } from "../dialect.ts";
import { encodeWebSocketMessage } from "./item.ts";
import { maskOf } from "./mask-of.ts";

/** Whether somebody is there (RFC 6455, section 5.5.2): an empty frame of the server's, 2 bytes. */
export const PING: Body = binaryBody(encodeWebSocketMessage({ is: "ping", octets: "" }));

/** The answer of the client's library to the nth of them (section 5.5.3): 2 bytes and a mask. */
export function pongOf(conversation: Pick<Conversation, "seed" | "call">, nth: number): Body {
	return binaryBody(encodeWebSocketMessage({ is: "pong", octets: "" }, maskOf(conversation, `pong${nth}`)));
}

/** What a server knows of whether one client is there. */
export interface Pulse {
	/** No answer is waited for. */
	readonly isAnswered: boolean;
	/** It has answered. */
	answered(): void;
	/** The time of the next ping: gives its number, or nothing where the one before was not answered. */
	beat(): number | undefined;
}

export function createPulse(): Pulse {
	let sent = 0;
	let isAnswered = true;
	return {
		get isAnswered() {
			return isAnswered;
		},
		answered() {
			isAnswered = true;
		},
		beat() {
			if (!isAnswered) return undefined;
			isAnswered = false;
			sent++;
			return sent;
		},
	};
}
