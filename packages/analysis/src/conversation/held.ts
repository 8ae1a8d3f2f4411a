import { type CallId, callParts, type TraceEvent } from "@roundtrip/model";
import { type ClientLog, clientOf } from "./client-log.ts";

/** What servers have to keep for the clients, at most at a time. */
export interface HeldAtMost {
	readonly connections: number;
	readonly requests: number;
}

/** Walks through the run, and keeps what is open. */
export function heldAtMost(log: ClientLog): HeldAtMost {
	const connections = new Set<string>();
	const requests = new Set<CallId>();
	const most = { connections: 0, requests: 0 };
	for (const event of log.trace.events()) {
		follow(event, log, connections, requests);
		most.connections = Math.max(most.connections, connections.size);
		most.requests = Math.max(most.requests, requests.size);
	}
	return most;
}

function follow(event: TraceEvent, log: ClientLog, connections: Set<string>, requests: Set<CallId>): void {
	if (!("call" in event)) return;
	followConnection(event, log, connections);
	if (clientOf(event.call, log) === undefined) return;
	switch (event.kind) {
		case "delivered":
			if (event.message.endsWith(">")) requests.add(event.call);
			break;
		case "sent":
			if (endsAnswer(event.message, log)) requests.delete(event.call);
			break;
		case "timed-out":
		case "settled":
			requests.delete(event.call);
			break;
		default:
	}
}

/** Also those that were opened before what is looked at. */
function followConnection(event: TraceEvent, log: ClientLog, connections: Set<string>): void {
	if (!("call" in event) || !("connection" in event) || event.connection === undefined) return;
	const { exchange, parent } = callParts(event.call);
	const isEarlier = parent === undefined && log.earlier.has(exchange);
	if (!isEarlier && clientOf(event.call, log) === undefined) return;
	if (event.kind === "connected") connections.add(event.connection);
	if (event.kind === "refused" || event.kind === "closed") connections.delete(event.connection);
}

/** A stream is answered with its end, everything else with its answer. */
function endsAnswer(message: string, { exchanges }: ClientLog): boolean {
	const { direction, item, exchange } = callParts(message);
	if (direction !== "response") return false;
	return item === "end" || (item === undefined && exchanges.get(exchange)?.isStream !== true);
}
