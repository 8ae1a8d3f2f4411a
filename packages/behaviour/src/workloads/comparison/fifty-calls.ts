import { type Protocol, type RequestLine, requestTarget } from "@roundtrip/model";
import { type Before, before, beginsAtMs } from "./before.ts";
import { DIRECTION } from "./direction.ts";
import { linkText } from "./link-text.ts";
import type { ComparedLink, ComparedVariant, ComparedWorkload } from "./workload.ts";

/** One after the other, or all of them. */
type Order = "in turn" | "at once";

/** The asking service is the client here: its calls are the traffic. */
function variant(spoken: string, request: RequestLine, over: Protocol, order: Order): ComparedVariant {
	const name = `${spoken}, ${order}`;
	const { protocol } = requestTarget(request);
	const text = (link: ComparedLink, { routes, traffic }: Before): string => `roundtrip: 1
title: "Fifty calls: ${name}"
types:
  Price: { id: number, amount: number, currency: text 3B }
nodes:
  orders: { is: client, connections: 10 }
  prices: { is: server, workers: 50, connections: 50 }
  list: { is: database, workers: 50 }
links:
  orders -> prices: ${linkText(link, over)}
  prices -> list: { rtt: 1ms }
routes:
  prices:
${routes}    "${request}": [ { query: list, takes: 1ms }, { reply: 200, data: Price } ]
traffic:
${traffic}  - { orders: "${request}", at: ${beginsAtMs(link)}ms, times: 50, one-by-one: ${order === "in turn"} }
`;
	return {
		...{ name, protocol, over, direction: DIRECTION.asks },
		scenario: (link) => text(link, before(link, protocol, ["orders"])),
	};
}

const inBothOrders = (spoken: string, request: RequestLine, over: Protocol): readonly ComparedVariant[] => [
	variant(spoken, request, over, "in turn"),
	variant(spoken, request, over, "at once"),
];

export const fiftyCalls: ComparedWorkload = {
	name: "fifty-calls",
	what: "A service asks another one 50 times for something small, one after the other or all at once; one query of 1 ms each. Of HTTP/1.1 it opens at most 10 connections.",
	clients: ["orders"],
	variants: [
		...inBothOrders("REST", "GET /price", "http/1.1"),
		...inBothOrders("REST", "GET /price", "http/2"),
		...inBothOrders("JSON-RPC", "json-rpc price.get", "http/1.1"),
		...inBothOrders("JSON-RPC", "json-rpc price.get", "http/2"),
		...inBothOrders("GraphQL", "graphql query price", "http/2"),
		...inBothOrders("Connect", "connect Prices/Get", "http/2"),
		...inBothOrders("gRPC", "grpc Prices/Get", "http/2"),
	],
	missing: [
		{ name: "JSON-RPC, one batch", why: "a request line of a scenario is one call; a batch has no words yet" },
		{
			name: "GraphQL, 50 fields in one document",
			why: "a request line of a scenario asks for one field of the schema",
		},
	],
};
