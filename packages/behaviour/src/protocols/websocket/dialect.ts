import { binaryBody } from "../../messages/body.ts";
import { valueText } from "../../messages/content.ts";
import type { Failure } from "../../messages/failure.ts";
import { plainReply } from "../../messages/http-message.ts";
import type { Conversation, Dialect, Ending } from "../dialect.ts";
import { CLOSE, closingWith, meaningOfClose } from "./close-code.ts";
import { encodeWebSocketMessage, type WebSocketMessage } from "./item.ts";
import { webSocketKey } from "./key.ts";
import { maskOf, octetsOf } from "./mask-of.ts";
import { upgradeReply } from "./reply.ts";
import { upgradeRequest } from "./request.ts";

/** WebSocket over HTTP/1.1: items are text messages, and closing is a message of its own in both directions. */
export const websocket: Dialect<"websocket"> = {
	ask: (conversation) =>
		upgradeRequest({ path: conversation.target.path, key: keyOf(conversation), deflates: conversation.deflates }),
	answer: (_conversation, status, content) => plainReply(status, content.body),
	meaning: ({ status, closeCode }) => meaningOfClose(status, closeCode),
	open: (conversation) => upgradeReply(keyOf(conversation), undefined, conversation.deflates),
	item: (conversation, content, nth, from) =>
		frame(conversation, { is: "text", text: valueText(conversation.types, content, nth) }, String(nth), from),
	end: closingOf,
};

/** The close of either end. */
export function closingOf(
	conversation: Pick<Conversation, "seed" | "call">,
	from: "client" | "server",
	failure?: Failure,
): Ending {
	if (from === "server") return closingWith(failure === undefined ? CLOSE.normal : CLOSE.failed, failure?.text.trim());
	return { body: frame(conversation, { is: "close", code: CLOSE.normal }, "end", from), trailers: [] };
}

function frame(
	conversation: Pick<Conversation, "seed" | "call">,
	message: WebSocketMessage,
	name: string,
	from: "client" | "server",
): ReturnType<typeof binaryBody> {
	return binaryBody(encodeWebSocketMessage(message, from === "client" ? maskOf(conversation, name) : undefined));
}

function keyOf(conversation: Conversation<"websocket">): string {
	return webSocketKey(octetsOf(conversation, "key", 16));
}
