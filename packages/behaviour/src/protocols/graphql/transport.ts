import { GRAPHQL_PATH } from "@roundtrip/model";
import { type Body, binaryBody } from "../../messages/body.ts";
import type { HttpReply, HttpRequest } from "../../messages/http-message.ts";
import type { Conversation } from "../dialect.ts";
import { encodeWebSocketMessage } from "../websocket/item.ts";
import { webSocketKey } from "../websocket/key.ts";
import { maskOf, octetsOf } from "../websocket/mask-of.ts";
import { upgradeReply } from "../websocket/reply.ts";
import { upgradeRequest } from "../websocket/request.ts";
import { type GraphqlOperation, graphqlDocument } from "./document.ts";

type Asking = Pick<Conversation, "seed" | "call" | "subprotocol" | "deflates">;

/** A server's close that can't go on (registered by the protocol). */
export const TRANSPORT_FAILED = 4500;

/** What is said of a subscription beside its items (GraphQL over WebSocket Protocol). */
export type TransportWord = "connection_ack" | "next" | "complete";

/** A message begins with its type, or with the id of its subscription. */
const WORD = /^\{(?:"id":"[^"]{1,64}",)?"type":"(connection_ack|next|complete)"/;

/** What a server's message is; undefined where it is none that a subscription has. */
export function transportWord(text: string): TransportWord | undefined {
	return WORD.exec(text)?.[1] as TransportWord | undefined;
}

export function transportUpgrade(conversation: Asking): HttpRequest {
	const { subprotocol, deflates } = conversation;
	const protocols = subprotocol === undefined ? [] : [subprotocol];
	return upgradeRequest({ path: GRAPHQL_PATH, key: keyOf(conversation), protocols, deflates });
}

export function transportReply(conversation: Asking): HttpReply {
	return upgradeReply(keyOf(conversation), conversation.subprotocol, conversation.deflates);
}

/** What a client says first. */
export function transportInit(conversation: Asking): Body {
	return frame({ type: "connection_init" }, maskOf(conversation, "1"));
}

export const TRANSPORT_ACK: Body = frame({ type: "connection_ack" });

/** What it says when it was welcomed. */
export function transportSubscribe(
	conversation: Asking & Pick<Conversation, "types">,
	operation: GraphqlOperation,
): Body {
	const payload = { query: graphqlDocument(conversation.types, operation) };
	return frame({ id: idOf(conversation), type: "subscribe", payload }, maskOf(conversation, "2"));
}

/** @param result as `graphqlResult` writes it */
export function transportNext(conversation: Asking, result: string): Body {
	const text = `{"id":"${idOf(conversation)}","type":"next","payload":${result}}`;
	return binaryBody(encodeWebSocketMessage({ is: "text", text }));
}

/** No more comes, or no more is wanted. */
export function transportComplete(conversation: Asking, from: "client" | "server"): Body {
	return frame({ id: idOf(conversation), type: "complete" }, from === "client" ? maskOf(conversation, "3") : undefined);
}

function frame(message: unknown, mask?: string): Body {
	return binaryBody(encodeWebSocketMessage({ is: "text", text: JSON.stringify(message) }, mask));
}

/** As clients make them: a random UUID (RFC 9562, section 5.4), here from the seed. */
function idOf(conversation: Asking): string {
	const octets = octetsOf(conversation, "id", 16);
	const hex = [...octets].map((octet, at) => {
		const value = at === 6 ? (octet & 0x0f) | 0x40 : at === 8 ? (octet & 0x3f) | 0x80 : octet;
		return value.toString(16).padStart(2, "0");
	});
	const part = (from: number, to: number): string => hex.slice(from, to).join("");
	return [part(0, 4), part(4, 6), part(6, 8), part(8, 10), part(10, 16)].join("-");
}

function keyOf(conversation: Asking): string {
	return webSocketKey(octetsOf(conversation, "key", 16));
}
