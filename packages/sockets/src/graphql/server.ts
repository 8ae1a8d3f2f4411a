import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { type GraphqlRoute, type HttpReply, type HttpRequest, jsonBody } from "@roundtrip/behaviour";
import { GRAPHQL_PATH, type Types } from "@roundtrip/model";
import { createYoga, type YogaServerInstance } from "graphql-yoga";
import { bytesOf } from "../body-bytes.ts";
import type { GraphqlResolvers } from "./resolvers.ts";
import { executableSchema } from "./schema.ts";

/** For `createServer` of `node:http` and of `node:http2`. */
export type GraphqlHandler = (
	request: IncomingMessage | Http2ServerRequest,
	response: ServerResponse | Http2ServerResponse,
) => void;

/** A server of GraphQL (Yoga), at the path that there is for it: it takes POST and GET, batches, and subscriptions. */
export function createGraphqlHandler(
	types: Types,
	routes: readonly GraphqlRoute[],
	resolvers: GraphqlResolvers,
): GraphqlHandler {
	const yoga = createServer(types, routes, resolvers);
	return (request, response) => void yoga(request, response);
}

/** A reply; of a subscription its head, with the content that follows. */
export interface GraphqlAnswering {
	readonly reply: HttpReply;
	readonly content?: AsyncIterable<Uint8Array>;
}

/** The same server for requests that have been read already. */
export function createGraphqlAnswerer(
	types: Types,
	routes: readonly GraphqlRoute[],
	resolvers: GraphqlResolvers,
): (request: HttpRequest) => Promise<GraphqlAnswering> {
	const yoga = createServer(types, routes, resolvers);
	return async ({ method, path, fields, body }) => {
		const hasContent = method !== "GET" && method !== "HEAD";
		const response = await yoga.fetch(`http://localhost${path}`, {
			method,
			headers: fields.map(([name, value]): [string, string] => [name, value]),
			...(hasContent ? { body: bytesOf(body) } : {}),
		});
		const own = [...response.headers].map(([name, value]) => [name.toLowerCase(), value] as const);
		const head = { status: response.status, fields: own.filter(([name]) => !OF_HTTP.includes(name)) };
		const isStreamed = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
		if (isStreamed && response.body !== null) {
			return { reply: { ...head, body: { size: 0 }, isStreamed }, content: response.body };
		}
		return { reply: { ...head, body: jsonBody(await response.text()) } };
	};
}

/** Fields that whoever writes the message sets. */
const OF_HTTP: readonly string[] = ["content-length", "connection"];

function createServer(
	types: Types,
	routes: readonly GraphqlRoute[],
	resolvers: GraphqlResolvers,
): YogaServerInstance<object, object> {
	return createYoga({
		schema: executableSchema(types, routes, resolvers),
		graphqlEndpoint: GRAPHQL_PATH,
		batching: true,
		...{ graphiql: false, landingPage: false, cors: false, logging: false },
	});
}
