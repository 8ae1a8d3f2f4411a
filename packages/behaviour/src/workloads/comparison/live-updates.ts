import { duration, NS_PER_MS, type Protocol, parseQuantity, type RequestLine, requestTarget } from "@roundtrip/model";
import { type Before, before, beginsAtMs } from "./before.ts";
import { DIRECTION } from "./direction.ts";
import { linkText } from "./link-text.ts";
import type { ComparedLink, ComparedVariant, ComparedWorkload } from "./workload.ts";

const UPDATES = 10;
const SPACING_MS = 550;
/** Each update comes a little later in its cycle than the one before, so that all of them together see the whole of it. */
const POLL_MS = 500;

interface Way {
	readonly name: string;
	readonly request: RequestLine;
	readonly over: Protocol;
	readonly direction: string;
	readonly note?: string;
	/** Of the server, beside what it is. */
	readonly server?: string;
	/** What the reader's route does. */
	readonly steps: string;
	/** How often and how long the reader asks. */
	readonly asks: (link: ComparedLink) => string;
}

function variant({ name, request, over, direction, note, server = "", steps, asks }: Way): ComparedVariant {
	const protocol = server === "" ? requestTarget(request).protocol : "websocket";
	const text = (link: ComparedLink, { routes, traffic }: Before): string => `roundtrip: 1
title: "Live updates: ${name}"
nodes:
  reader: { is: client }
  editor: { is: client }
  api: { is: server${server} }
  news: { is: database }
links:
  reader -> api: ${linkText(link, over)}
  editor -> api: { rtt: 1ms }
  api -> news: { rtt: 1ms }
routes:
  api:
${routes}    POST /news: [ { query: news, effect: update }, { publish: updates, size: 200B }, { reply: 201 } ]
    "${request}": [ ${steps} ]
traffic:
${traffic}  - { reader: "${request}", at: ${beginsAtMs(link)}ms, ${asks(link)} }
  - { editor: POST /news, at: ${beginsAtMs(link) + firstMs(link)}ms, times: ${UPDATES}, every: ${SPACING_MS}ms }
`;
	return {
		...{ name, protocol, over, direction },
		...(note === undefined ? {} : { note }),
		scenario: (link) => text(link, before(link, protocol, ["reader"])),
	};
}

/** How long after the reader has begun the first update is written: it has its connection by then. */
function firstMs({ rtt }: ComparedLink): number {
	const parsed = parseQuantity(rtt, duration);
	return 500 + 4 * Math.ceil((parsed.ok ? parsed.value : 0) / NS_PER_MS);
}

function polling(over: Protocol): ComparedVariant {
	return variant({
		...{ name: "Polling", request: "GET /news", over, direction: DIRECTION.asks },
		note: `It asks every ${POLL_MS} ms for the last update, whether there is a new one or not.`,
		steps: "{ query: news }, { reply: 200, size: 200B }",
		asks: (link) => {
			const times = Math.ceil((firstMs(link) + UPDATES * SPACING_MS) / POLL_MS) + 1;
			return `times: ${times}, every: ${POLL_MS}ms`;
		},
	});
}

function longPolling(over: Protocol): ComparedVariant {
	return variant({
		...{ name: "Long polling", request: "GET /next", over, direction: DIRECTION.held },
		note: "What is written while none of its requests waits is missed.",
		steps: "{ wait: updates }, { reply: 200 }",
		asks: () => `times: ${UPDATES}, one-by-one: true`,
	});
}

function stream(name: string, request: RequestLine, over: Protocol, direction: string): ComparedVariant {
	const steps = "{ subscribe: updates }";
	return variant({ name, request, over, direction, steps, asks: () => `items: ${UPDATES}` });
}

/** The same subscription, where its server gives it over a WebSocket. */
function overWebSocket(): ComparedVariant {
	return variant({
		...{ name: "GraphQL over WebSocket", request: "graphql subscription news", over: "http/1.1" },
		...{ direction: DIRECTION.both, server: ", websocket: { subscriptions: true }" },
		note: "Its first item is the server's welcome (graphql-transport-ws).",
		steps: "{ subscribe: updates }",
		asks: () => `items: ${UPDATES}`,
	});
}

export const liveUpdates: ComparedWorkload = {
	name: "live-updates",
	what: `An editor close to the server writes ${UPDATES} updates of 200 B, one every ${SPACING_MS} ms, and a reader is to see each: one effect in the database for each.`,
	clients: ["reader"],
	variants: [
		polling("http/1.1"),
		polling("http/2"),
		longPolling("http/1.1"),
		longPolling("http/2"),
		stream("SSE", "sse /live", "http/1.1", DIRECTION.down),
		stream("SSE", "sse /live", "http/2", DIRECTION.down),
		stream("WebSocket", "websocket /live", "http/1.1", DIRECTION.both),
		stream("GraphQL subscription", "graphql subscription news", "http/2", DIRECTION.down),
		overWebSocket(),
		stream("Connect server stream", "connect News/Live", "http/2", DIRECTION.down),
		stream("gRPC server stream", "grpc News/Live", "http/2", DIRECTION.down),
	],
	missing: [
		{ name: "JSON-RPC", why: "its server answers each call once, and has no words for what nobody asked" },
		{ name: "WebSocket over HTTP/2", why: "RFC 8441 is not what the libraries open that people use" },
	],
};
