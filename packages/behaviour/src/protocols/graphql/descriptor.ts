import type { ProtocolDescriptor } from "../descriptor.ts";

export const graphql: ProtocolDescriptor = {
	name: "graphql",
	what: "GraphQL: a client names the fields that it wants, in one POST to one path; a failure comes beside the data, in an answer of status 200.",
	example: "graphql query feed: [ { query: posts }, { reply: 200, data: 20 Post } ]",
	fidelity: { simulated: "bytes", real: "bytes" },
	shapes: ["unary", "server-stream"],
	carriers: ["http/1.1", "http/2", "http/3"],
	source:
		"GraphQL (October 2021), GraphQL over HTTP (draft), as GraphQL Yoga 5 answers; subscriptions over Server-Sent Events",
};
