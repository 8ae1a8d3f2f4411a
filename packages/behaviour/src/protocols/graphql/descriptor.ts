import type { ProtocolDescriptor } from "../descriptor.ts";

export const graphql: ProtocolDescriptor = {
	name: "graphql",
	what: "GraphQL: a client names the fields that it wants, in one POST to one path; a failure comes beside the data, in an answer of status 200. A subscription is a stream of events (graphql-sse), or, where its server says `websocket: { subscriptions: true }`, a WebSocket of its own over HTTP/1.1 with graphql-transport-ws: `connection_init` and `connection_ack`, `subscribe`, a `next` for each item, `complete`; the greetings and `complete` are items too (`e1.1>1`, `e1.1<1`). Its server's work begins when it is subscribed; a failure ends it with `complete`, no operation but the one is asked over a connection, and the protocol's own pings are answered, but not sent.",
	example: "graphql query feed: [ { query: posts }, { reply: 200, data: 20 Post } ]",
	fidelity: { simulated: "bytes", real: "bytes" },
	shapes: ["unary", "server-stream"],
	carriers: ["http/1.1", "http/2", "http/3"],
	source:
		"GraphQL (October 2021), GraphQL over HTTP (draft), as GraphQL Yoga 5 answers; subscriptions over Server-Sent Events, or over WebSocket (graphql-transport-ws) with graphql-ws",
};
