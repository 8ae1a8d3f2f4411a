import { type Protocol, type RequestLine, requestTarget, routeOf } from "@roundtrip/model";
import { type Before, before, beginsAtMs } from "./before.ts";
import { DIRECTION } from "./direction.ts";
import { linkText } from "./link-text.ts";
import type { ComparedLink, ComparedVariant, ComparedWorkload } from "./workload.ts";

function variant(name: string, request: RequestLine, over: Protocol, note?: string): ComparedVariant {
	const { protocol } = requestTarget(request);
	const text = (link: ComparedLink, { routes, traffic }: Before): string => `roundtrip: 1
title: "Load a feed: ${name}"
types:
  Author: { name: text 20B, avatar: text 60B }
  Comment: { text: text 80B }
  Post: { id: number, title: text 40B, body: text 2kB, author: Author, likes: number, comments: 3 Comment }
nodes:
  phone: { is: client }
  api: { is: server }
  posts: { is: database }
links:
  phone -> api: ${linkText(link, over)}
  api -> posts: { rtt: 1ms }
routes:
  api:
${routes}    "${routeOf(request)}": [ { query: posts, takes: 5ms }, { reply: 200, data: 20 Post } ]
traffic:
${traffic}  - { phone: "${request}", at: ${beginsAtMs(link)}ms }
`;
	return {
		...{ name, protocol, over, direction: DIRECTION.asks },
		...(note === undefined ? {} : { note }),
		scenario: (link) => text(link, before(link, protocol, ["phone"])),
	};
}

/** What the list shows, and no more. */
const SHOWN = "graphql query feed { title author { name } }";

export const loadAFeed: ComparedWorkload = {
	name: "load-a-feed",
	what: "A phone opens a list of 20 posts, each with its author and 3 comments. The list shows titles and names of authors only. One query of 5 ms behind the server.",
	clients: ["phone"],
	variants: [
		variant("REST", "GET /feed", "http/1.1"),
		variant("REST", "GET /feed", "http/2"),
		variant("REST", "GET /feed", "http/3"),
		variant("JSON-RPC", "json-rpc feed.list", "http/1.1"),
		variant("JSON-RPC", "json-rpc feed.list", "http/2"),
		variant("GraphQL, what is shown", SHOWN, "http/1.1"),
		variant("GraphQL, what is shown", SHOWN, "http/2"),
		variant("GraphQL, all fields", "graphql query feed", "http/2", "What GraphQL costs where nothing is left out."),
		variant("Connect", "connect Feed/List", "http/1.1"),
		variant("Connect", "connect Feed/List", "http/2"),
		variant("gRPC", "grpc Feed/List", "http/2"),
	],
	missing: [
		{ name: "gRPC over HTTP/1.1", why: "it needs HTTP/2's streams and trailers" },
		{ name: "SSE, WebSocket", why: "they are for what comes later; a list that is there is one answer" },
	],
};
