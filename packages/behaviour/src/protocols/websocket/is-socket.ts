import type { Conversation } from "../dialect.ts";

/** Whether a conversation is had over a WebSocket. */
export function isSocket({ target, subprotocol }: Pick<Conversation, "target" | "subprotocol">): boolean {
	return target.protocol === "websocket" || subprotocol !== undefined;
}
