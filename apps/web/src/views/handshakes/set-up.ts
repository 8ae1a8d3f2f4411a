import type { Nanoseconds } from "@roundtrip/model";
import type { Connection, Keys } from "../connections/connection-book.ts";
import { type FlightWords, flightWords, messageWords } from "./flight-words.ts";
import type { PacketSpan } from "./packet-span.ts";

/** Why a connection's first answer needs a round-trip. */
export type SetUpReason = "address" | "TCP" | "QUIC" | "TLS" | "request";

/** One way of something, from one lifeline to the other. */
export interface Flight {
	readonly reason: SetUpReason;
	readonly outward: boolean;
	readonly fromAt: Nanoseconds;
	readonly toAt: Nanoseconds;
	readonly words: FlightWords;
}

/** There and back; those that are under way together have the same number. */
export interface NumberedTrip {
	/** From 1. */
	readonly number: number;
	readonly reasons: readonly SetUpReason[];
	readonly startAt: Nanoseconds;
	readonly endAt: Nanoseconds;
}

/** A connection from its begin until its first answer is there. */
export interface SetUp {
	readonly connection: Connection;
	readonly startAt: Nanoseconds;
	/** Of the last thing that is known of it. */
	readonly endAt: Nanoseconds;
	/** When the first answer was wholly there; absent where none came. */
	readonly answeredAt?: Nanoseconds;
	readonly flights: readonly Flight[];
	readonly trips: readonly NumberedTrip[];
}

interface Trip {
	readonly reason: SetUpReason;
	readonly startAt: Nanoseconds;
	readonly endAt: Nanoseconds;
	readonly flights: readonly Flight[];
}

/** The set-up of a connection; `tlsPackets` are those of its handshake, where packets were kept. */
export function setUpOf(connection: Connection, tlsPackets: readonly PacketSpan[]): SetUp {
	const trips = [
		...addressTrip(connection),
		...openingTrip(connection),
		...tlsTrips(connection, tlsPackets),
		...firstTrip(connection),
	];
	const startAt = connection.resolving?.startAt ?? connection.connecting.startAt;
	const answer = connection.messages.find(({ direction }) => direction === "response");
	return {
		connection,
		startAt,
		endAt: Math.max(startAt, ...trips.map(({ endAt }) => endAt)),
		...(answer?.deliveredAt === undefined ? {} : { answeredAt: answer.deliveredAt }),
		flights: trips.flatMap(({ flights }) => flights),
		trips: numbered(trips),
	};
}

/** There and back in halves, where no more is known than begin and end. */
function halves(
	reason: SetUpReason,
	startAt: Nanoseconds,
	endAt: Nanoseconds,
	words: readonly [FlightWords, FlightWords],
): Trip {
	const middleNs = (startAt + endAt) / 2;
	const flights = [
		{ reason, outward: true, fromAt: startAt, toAt: middleNs, words: words[0] },
		{ reason, outward: false, fromAt: middleNs, toAt: endAt, words: words[1] },
	];
	return { reason, startAt, endAt, flights };
}

function addressTrip({ resolving, to }: Connection): readonly Trip[] {
	if (resolving?.endAt === undefined) return [];
	return [halves("address", resolving.startAt, resolving.endAt, [["where?", `where is ${to}?`], ["address"]])];
}

function openingTrip({ connecting, protocol, refused }: Connection): readonly Trip[] {
	const { startAt, endAt } = connecting;
	if (endAt === undefined) return [];
	if (protocol === "http/3") return [halves("QUIC", startAt, endAt, [["Initial"], ["Handshake"]])];
	return [halves("TCP", startAt, endAt, [["SYN"], [refused ? "RST" : "SYN ACK"]])];
}

function tlsTrips(connection: Connection, packets: readonly PacketSpan[]): readonly Trip[] {
	const { keys, connecting, protocol } = connection;
	// QUIC's own round-trip brings the keys too.
	if (keys === undefined || connecting.endAt === undefined || protocol === "http/3" || keys.roundTrips === 0) return [];
	const measured = tripsOfPackets(packets, keys);
	if (measured.length > 0) return measured;
	const eachNs = (keys.at - connecting.endAt) / keys.roundTrips;
	return Array.from({ length: keys.roundTrips }, (_, at) =>
		halves(
			"TLS",
			(connecting.endAt ?? 0) + at * eachNs,
			(connecting.endAt ?? 0) + (at + 1) * eachNs,
			flightWords(keys, at),
		),
	);
}

/** Flights as the packets tell them: one after the other of the same side is one flight. */
function tripsOfPackets(packets: readonly PacketSpan[], keys: Keys): readonly Trip[] {
	const flights: { outward: boolean; fromAt: Nanoseconds; toAt: Nanoseconds }[] = [];
	for (const { fromClient, at, endAt } of packets) {
		const last = flights.at(-1);
		if (last?.outward === fromClient) last.toAt = Math.max(last.toAt, endAt);
		else flights.push({ outward: fromClient, fromAt: at, toAt: endAt });
	}
	const trips: Trip[] = [];
	for (let at = 0; at + 1 < flights.length && trips.length < keys.roundTrips; at += 2) {
		const [there, back] = [flights[at], flights[at + 1]];
		if (!there || !back) break;
		const words = flightWords(keys, at / 2);
		trips.push({
			reason: "TLS",
			startAt: there.fromAt,
			endAt: Math.max(there.fromAt, back.toAt),
			flights: [
				{ ...there, reason: "TLS", words: words[0] },
				{ ...back, reason: "TLS", words: words[1] },
			],
		});
	}
	return trips;
}

/** The first request with its answer. */
function firstTrip({ messages }: Connection): readonly Trip[] {
	const request = messages.find(({ direction }) => direction === "request");
	if (request?.deliveredAt === undefined) return [];
	const answer = messages.find(({ direction, call }) => direction === "response" && call === request.call);
	const there: Flight = {
		...{ reason: "request", outward: true, fromAt: request.sentAt, toAt: request.deliveredAt },
		words: messageWords(request.summary),
	};
	if (answer?.deliveredAt === undefined) {
		return [{ reason: "request", startAt: there.fromAt, endAt: there.toAt, flights: [there] }];
	}
	const back: Flight = {
		...{ reason: "request", outward: false, fromAt: answer.sentAt, toAt: answer.deliveredAt },
		words: messageWords(answer.summary),
	};
	return [{ reason: "request", startAt: there.fromAt, endAt: back.toAt, flights: [there, back] }];
}

/** What begins before the one before has come back goes with it. */
function numbered(trips: readonly Trip[]): readonly NumberedTrip[] {
	const groups: { number: number; reasons: SetUpReason[]; startAt: Nanoseconds; endAt: Nanoseconds }[] = [];
	for (const { reason, startAt, endAt } of trips.toSorted((a, b) => a.startAt - b.startAt)) {
		const last = groups.at(-1);
		const lastMiddleNs = last ? (last.startAt + last.endAt) / 2 : 0;
		if (last && startAt < lastMiddleNs) {
			if (!last.reasons.includes(reason)) last.reasons.push(reason);
			last.endAt = Math.max(last.endAt, endAt);
		} else groups.push({ number: groups.length + 1, reasons: [reason], startAt, endAt });
	}
	return groups;
}
