import { type GraphqlRoute, TRANSPORT_FAILED } from "@roundtrip/behaviour";
import { GRAPHQL_TRANSPORT, type Types } from "@roundtrip/model";
import { makeServer } from "graphql-ws";
import type { GraphqlResolvers } from "./resolvers.ts";
import { executableSchema } from "./schema.ts";

/** A WebSocket on which subscriptions are asked for, as graphql-ws serves it. */
export interface GraphqlSocket {
	/** A message of the client's has come. */
	heard(text: string): void;
	/** It is over. */
	closed(): void;
}

/** What stands at the other side of it. */
export interface GraphqlSocketUser {
	/** A header field of the upgrade; names in lower case. */
	header(name: string): string | undefined;
	send(text: string): void;
	close(code: number, reason: string): void;
}

interface Extra {
	readonly user: GraphqlSocketUser;
}

/** Serves subscriptions over WebSockets (graphql-transport-ws) with the package graphql-ws. */
export function createGraphqlSockets(
	types: Types,
	routes: readonly GraphqlRoute[],
	resolvers: GraphqlResolvers,
): (user: GraphqlSocketUser) => GraphqlSocket {
	const server = makeServer<undefined, Extra>({
		schema: executableSchema(types, routes, resolvers),
		// What the resolvers see of a request over HTTP as well.
		context: ({ extra: { user } }) => ({
			request: { headers: { get: (name: string) => user.header(name.toLowerCase()) ?? null } },
		}),
	});
	return (user) => {
		let take: (text: string) => Promise<void> = () => Promise.resolve();
		const closed = server.opened(
			{
				protocol: GRAPHQL_TRANSPORT,
				send: (text) => user.send(text),
				close: (code = TRANSPORT_FAILED, reason = "") => user.close(code, reason),
				onMessage(taken) {
					take = taken;
				},
			},
			{ user },
		);
		return {
			heard(text) {
				// What is wrong with a message it says itself; anything else is a fault of ours, and is told to nobody.
				take(text).catch(() => user.close(TRANSPORT_FAILED, "Internal server error"));
			},
			closed: () => void closed(),
		};
	};
}
