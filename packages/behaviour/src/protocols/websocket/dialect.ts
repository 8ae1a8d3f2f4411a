import { binaryBody } from "../../messages/body.ts";
import { valueText } from "../../messages/content.ts";
import type { Failure } from "../../messages/failure.ts";
import { plainReply } from "../../messages/http-message.ts";
import type { Conversation, Dialect } from "../dialect.ts";
import { encodeWebSocketMessage, type WebSocketMessage } from "./item.ts";
import { webSocketKey } from "./key.ts";
import { maskOf, octetsOf } from "./mask-of.ts";
import { upgradeReply } from "./reply.ts";
import { upgradeRequest } from "./request.ts";

/** All is well, and it is over (RFC 6455, section 7.4.1). */
const NORMAL = 1000;
/** The server has met a condition that it can't go on under. */
const FAILED = 1011;

/** WebSocket over HTTP/1.1: items are text messages, and closing is a message of its own in both directions. */
export const websocket: Dialect<"websocket"> = {
	ask: (conversation) => upgradeRequest({ path: conversation.target.path, key: keyOf(conversation) }),
	answer: (_conversation, status, content) => plainReply(status, content.body),
	meaning: ({ status }) => status,
	open: (conversation) => upgradeReply(keyOf(conversation)),
	item: (conversation, content, nth, from) =>
		frame(conversation, { is: "text", text: valueText(conversation.types, content, nth) }, String(nth), from),
	end: (conversation, from, failure) => ({
		body: frame(conversation, closing(failure), "end", from),
		trailers: [],
	}),
};

function closing(failure: Failure | undefined): WebSocketMessage {
	if (failure === undefined) return { is: "close", code: NORMAL };
	return { is: "close", code: FAILED, reason: failure.text.trim() };
}

function frame(
	conversation: Conversation<"websocket">,
	message: WebSocketMessage,
	name: string,
	from: "client" | "server",
): ReturnType<typeof binaryBody> {
	return binaryBody(encodeWebSocketMessage(message, from === "client" ? maskOf(conversation, name) : undefined));
}

function keyOf(conversation: Conversation<"websocket">): string {
	return webSocketKey(octetsOf(conversation, "key", 16));
}
