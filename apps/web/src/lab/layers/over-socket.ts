import type { LayerContext } from "./layer.ts";

/** Whether a message belongs to a conversation over a WebSocket. */
export function isOverSocket({ target, message, run }: Pick<LayerContext, "target" | "message" | "run">): boolean {
	if (target?.protocol === "websocket") return true;
	if (target?.protocol !== "graphql" || target.kind !== "subscription") return false;
	const server = run.trace.header.scenario.nodes[message.direction === "request" ? message.to : message.from];
	return server?.is === "server" && server.websocket?.subscriptions === true;
}
