import { callParts, type EventOf, linkName } from "@roundtrip/model";
import type { EventHandlers } from "../event-handlers.ts";
import type { MessageFlight } from "../flight.ts";
import type { Mutable } from "../mutable.ts";
import { type Building, callOf, end } from "./building.ts";
import type { CallLog } from "./call-log.ts";
import { cameBackOn } from "./connection-handlers.ts";

type MessageKind = "sent" | "copied" | "delivered" | "lost" | "delayed";

/** What becomes of messages. */
export const messageHandlers: Pick<EventHandlers<Building, void>, MessageKind> = {
	sent: (event, building) => {
		const call = callOf(event, building);
		const flight = newFlight(event);
		building.messages.push(flight);
		if (flight.item !== undefined) {
			call.items.set(flight.message, flight);
			return;
		}
		call[flight.direction] = flight;
		if (flight.direction === "response") return;
		call.to = event.data.to;
		call.connection = event.connection;
	},
	copied: (event, building) => void callOf(event, building),
	delivered: (event, building) => {
		const flight = flightOf(event, building);
		if (!flight) return;
		flight.deliveredAt = event.at;
		flight.deliveredSeq = event.seq;
		const call = callOf(event, building);
		if (flight.direction === "request") return;
		const isBeginning = flight.item === undefined;
		if (isBeginning) {
			call.waits = event.data.waits;
			cameBackOn(building, event.connection, event.seq, 1);
		}
		// A stream is over with its end, everything else with its answer.
		const isEnd =
			building.streams.has(event.exchange) && call.parent === undefined ? flight.item === "end" : isBeginning;
		if (isEnd) end(call, event.seq, { how: "answered", status: statusOf(call.response ?? flight, call) });
	},
	lost: (event, building) => {
		const flight = flightOf(event, building);
		if (!flight) return;
		const { where, why, fault } = event.data;
		flight.lost = { at: event.at, seq: event.seq, where, why, ...(fault === undefined ? {} : { fault }) };
	},
	delayed: (event, building) => {
		const flight = flightOf(event, building);
		if (flight) flight.delayedByNs = event.data.by;
	},
};

function newFlight({
	message,
	call,
	exchange,
	attempt,
	connection,
	node,
	at,
	seq,
	data,
}: EventOf<"sent">): MessageFlight {
	const { to, size, summary, head, body } = data;
	const { direction = "request", item } = callParts(message);
	const asking = direction === "request";
	const flight: Mutable<MessageFlight> = {
		message,
		call,
		exchange,
		attempt,
		connection,
		direction,
		from: node,
		to,
		link: asking ? linkName(node, to) : linkName(to, node),
		sentAt: at,
		sentSeq: seq,
		size,
		summary,
	};
	if (item !== undefined) flight.item = item;
	if (head !== undefined) flight.head = head;
	if (body !== undefined) flight.body = body;
	return flight;
}

function flightOf(
	event: EventOf<"delivered" | "lost" | "delayed">,
	building: Building,
): Mutable<MessageFlight> | undefined {
	const call = callOf(event, building);
	const { direction = "request", item } = callParts(event.message);
	return item === undefined ? call[direction] : call.items.get(event.message);
}

/** The start line is what the asking node saw; the answering node's event is the fallback. */
function statusOf(response: MessageFlight, call: CallLog): number {
	const written = Number.parseInt(response.summary, 10);
	return Number.isNaN(written) ? (call.status ?? 0) : written;
}
