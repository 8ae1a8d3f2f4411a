import { type Bytes, linkEnds, type Nanoseconds, type Trace } from "@roundtrip/model";
import { distributionOf } from "../distribution.ts";
import type { Mutable } from "../mutable.ts";
import { WAITED_REASONS } from "../round-trips/reason.ts";
import { roundTripsOf } from "../round-trips/round-trips.ts";
import { type ClientLog, type ClientMessage, clientLogOf } from "./client-log.ts";
import { deliveriesOf } from "./deliveries.ts";
import type { ConversationFigures } from "./figures.ts";
import { heldAtMost } from "./held.ts";

/**
 * What a conversation costs and how quick it is: figures of the links between these clients and their servers, whatever
 * its protocol, so that protocols can be compared. What the clients began before a moment doesn't count; connections that
 * were opened by then do.
 */
export function conversationFiguresOf(
	trace: Trace,
	clients: readonly string[],
	sinceNs: Nanoseconds = 0,
): ConversationFigures {
	const log = clientLogOf(trace, clients, sinceNs);
	const up = log.messages.filter(({ goesUp }) => goesUp);
	const down = log.messages.filter(({ goesUp }) => !goesUp);
	const { connections, requests } = heldAtMost(log);
	return {
		...roundTrips(log),
		...(log.published.length === 0 ? contentTimes(log) : deliveryTimes(log)),
		...latency(log),
		messagesUp: up.length,
		messagesDown: down.length,
		bytesUp: bytesOf(up),
		bytesDown: bytesOf(down),
		connections,
		held: requests,
	};
}

function bytesOf(messages: readonly ClientMessage[]): Bytes {
	return messages.reduce((sum, { size }) => sum + size, 0);
}

/** Others' round-trips that a call waits for in a queue are counted there. */
function roundTrips({ trace, clients, earlier }: ClientLog): Pick<ConversationFigures, "roundTrips" | "windowWaits"> {
	const own = roundTripsOf(trace).filter(
		({ link, reason, exchange }) =>
			reason !== "queue" && clients.includes(linkEnds(link).from) && !earlier.has(exchange),
	);
	const countOf = (isWait: boolean): number =>
		own.filter(({ reason }) => WAITED_REASONS.has(reason) === isWait).reduce((sum, { count }) => sum + count, 0);
	return { roundTrips: countOf(false), ...(trace.header.world === "simulated" ? { windowWaits: countOf(true) } : {}) };
}

/** Of exchanges with one answer. */
function latency({ exchanges, clients }: ClientLog): Pick<ConversationFigures, "latencyMedianNs"> {
	const times = [...exchanges.values()].flatMap(({ client, isStream, begunAt, settled }) =>
		clients.includes(client) && !isStream && settled?.data.why === "answered" ? [settled.at - begunAt] : [],
	);
	const median = distributionOf(times)?.median;
	return median === undefined ? {} : { latencyMedianNs: median };
}

/** An answer that sends its client on is no content yet: what its exchange settles with is. */
function contentTimes({
	exchanges,
	messages,
	clients,
}: ClientLog): Pick<ConversationFigures, "firstContentNs" | "allContentNs"> {
	const own = [...exchanges.values()].filter(({ client }) => clients.includes(client));
	const answeredAt = own.flatMap(({ isStream, settled }) =>
		!isStream && settled?.data.why === "answered" ? [settled.at] : [],
	);
	const itemsAt = messages.flatMap(({ goesUp, item, deliveredAt }) =>
		!goesUp && typeof item === "number" && deliveredAt !== undefined ? [deliveredAt] : [],
	);
	const times = distributionOf([...answeredAt, ...itemsAt]);
	if (times === undefined) return {};
	const begunAt = own.reduce((first, each) => Math.min(first, each.begunAt), times.min);
	return { firstContentNs: times.min - begunAt, allContentNs: times.max - begunAt };
}

function deliveryTimes(
	log: ClientLog,
): Pick<ConversationFigures, "deliveryMedianNs" | "deliveryMaxNs" | "undelivered"> {
	const deliveries = deliveriesOf(log);
	if (deliveries.length === 0) return {};
	const takesNs = deliveries.flatMap((each) => (each.takesNs === undefined ? [] : [each.takesNs]));
	const figures: Mutable<Pick<ConversationFigures, "deliveryMedianNs" | "deliveryMaxNs" | "undelivered">> = {
		undelivered: deliveries.length - takesNs.length,
	};
	const times = distributionOf(takesNs);
	if (times !== undefined) {
		figures.deliveryMedianNs = times.median;
		figures.deliveryMaxNs = times.max;
	}
	return figures;
}
