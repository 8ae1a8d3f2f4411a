import type { ApiProtocol, Protocol, RequestLine } from "@roundtrip/model";
import { type Before, before, beginsAtMs } from "./before.ts";
import { DIRECTION } from "./direction.ts";
import { linkText } from "./link-text.ts";
import type { ComparedLink, ComparedVariant, ComparedWorkload } from "./workload.ts";

/** Of each of the two. */
const MESSAGES = 5;
const CLIENTS = ["ann", "bob"];
/** Everybody is there by then. */
const ANN_BEGINS_MS = 2_000;
/** In the middle between two of the other one's. */
const BOB_BEGINS_MS = 2_300;
const SPACING = "600ms";

/** What one of the two asks for: to hear the other one, or to say something. */
interface Side {
	readonly request: RequestLine;
	readonly steps: string;
	/** How often and how long. */
	readonly asks: string;
}

interface Way {
	readonly name: string;
	readonly protocol: ApiProtocol;
	readonly over: Protocol;
	readonly direction: string;
	readonly note?: string;
	readonly hear: Side;
	readonly say: Side;
}

function variant({ name, protocol, over, direction, note, hear, say }: Way): ComparedVariant {
	const text = (link: ComparedLink, { routes, traffic }: Before): string => `roundtrip: 1
title: "Chat: ${name}"
nodes:
  ann: { is: client }
  bob: { is: client }
  room: { is: server }
  log: { is: database }
links:
  ann -> room: ${linkText(link, over)}
  bob -> room: ${linkText(link, over)}
  room -> log: { rtt: 1ms }
routes:
  room:
${routes}    "${hear.request}": [ ${hear.steps} ]
    "${say.request}": [ ${say.steps} ]
traffic:
${traffic}  - { ann: "${hear.request}", at: ${beginsAtMs(link)}ms, ${hear.asks} }
  - { bob: "${hear.request}", at: ${beginsAtMs(link)}ms, ${hear.asks} }
  - { ann: "${say.request}", at: ${beginsAtMs(link) + ANN_BEGINS_MS}ms, size: 80B, ${say.asks} }
  - { bob: "${say.request}", at: ${beginsAtMs(link) + BOB_BEGINS_MS}ms, size: 80B, ${say.asks} }
`;
	return {
		...{ name, protocol, over, direction },
		...(note === undefined ? {} : { note }),
		scenario: (link) => text(link, before(link, protocol, CLIENTS)),
	};
}

const TAKEN = "{ query: log, effect: message }, { publish: messages }";

/** A request for each message. */
const POSTED: Side = {
	request: "POST /messages",
	steps: `${TAKEN}, { reply: 201 }`,
	asks: `times: ${MESSAGES}, every: ${SPACING}`,
};

/** An item for each message, on a stream that is opened for them. */
function streamed(request: RequestLine): Side {
	return { request, steps: `{ each: [ ${TAKEN} ] }`, asks: `send: ${MESSAGES}, send-every: ${SPACING}` };
}

/** Everybody hears what is said in the room, their own words too. */
function heard(request: RequestLine): Side {
	return { request, steps: "{ subscribe: messages }", asks: `items: ${2 * MESSAGES}` };
}

function polled(over: Protocol): ComparedVariant {
	return variant({
		...{ name: "Polling and POST", protocol: "rest", over, direction: DIRECTION.asks },
		note: "Each asks every 500 ms for what was said last.",
		hear: {
			request: "GET /messages",
			steps: "{ query: log }, { reply: 200, size: 80B }",
			asks: "times: 12, every: 500ms",
		},
		say: POSTED,
	});
}

function posted(over: Protocol): ComparedVariant {
	const [name, direction] = ["SSE and POST", DIRECTION.downAndPosts];
	return variant({ name, protocol: "sse", over, direction, hear: heard("sse /messages"), say: POSTED });
}

/** Both directions are streams. */
function onStreams(way: Pick<Way, "name" | "protocol" | "over" | "direction">, hear: string, say: string) {
	const note = "Two streams a client, one for each direction: a route of a scenario hears its client, then a channel.";
	return variant({ ...way, note, hear: heard(hear), say: streamed(say) });
}

export const chat: ComparedWorkload = {
	name: "chat",
	what: `Two people, equally far from the server, say ${MESSAGES} things of 80 B each, one every 600 ms, and each is to see what the other one says. The database keeps every message. The figures are of both clients together.`,
	clients: CLIENTS,
	variants: [
		polled("http/1.1"),
		polled("http/2"),
		posted("http/1.1"),
		posted("http/2"),
		onStreams(
			{ name: "WebSocket", protocol: "websocket", over: "http/1.1", direction: DIRECTION.both },
			...(["websocket /messages", "websocket /words"] as const),
		),
		onStreams(
			{ name: "gRPC streams", protocol: "grpc", over: "http/2", direction: DIRECTION.streams },
			...(["grpc Chat/Hear", "grpc Chat/Say"] as const),
		),
	],
	missing: [
		{ name: "Connect streams", why: "items of a client belong to gRPC and WebSocket in a scenario" },
		{ name: "GraphQL, JSON-RPC", why: "their clients say one thing a request: as polling, or as SSE and POST" },
	],
};
