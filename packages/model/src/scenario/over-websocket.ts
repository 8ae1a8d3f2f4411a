import type { NodeSpec } from "./nodes/registry.ts";
import { type RequestLine, requestTarget } from "./request-line.ts";

/** The subprotocol of GraphQL's subscriptions over WebSocket. */
export const GRAPHQL_TRANSPORT = "graphql-transport-ws";

/** Whether a request opens a subscription of GraphQL that its server gives over a WebSocket. */
export function isSocketSubscription(server: NodeSpec | undefined, request: RequestLine): boolean {
	if (server?.is !== "server" || server.websocket?.subscriptions !== true) return false;
	const target = requestTarget(request);
	return target.protocol === "graphql" && target.kind === "subscription";
}
