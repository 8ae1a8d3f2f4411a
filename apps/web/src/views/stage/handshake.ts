import type { RoundTrip } from "@roundtrip/analysis";
import type { LinkName, Nanoseconds, Scenario } from "@roundtrip/model";

/** The opening of one connection, or one round-trip of agreeing on its keys, as it travels: there and, if anybody answers, back. */
export interface Handshake {
	readonly what: "connect" | "keys";
	readonly link: LinkName;
	readonly startAt: Nanoseconds;
	readonly startSeq: number;
	/** When it is back; where nobody answers, when it has come to nothing at the far door. */
	readonly endAt: Nanoseconds;
	readonly ended: "answered" | "refused" | "unanswered";
}

/** Where a handshake is; `share` counts along the link from the asking node. */
export interface HandshakePlace {
	readonly share: number;
	readonly way: "there" | "back";
	/** Of one that nobody answers: since when it is over, in ns. Else 0. */
	readonly goneForNs: Nanoseconds;
}

/** The openings of connections and the exchanges of keys among the round-trips of a run. */
export function handshakesOf(roundTrips: readonly RoundTrip[], scenario: Scenario): readonly Handshake[] {
	return roundTrips.flatMap((trip) => {
		if (trip.reason === "tls") return keysOf(trip);
		return trip.reason === "connect" ? [openingOf(trip, scenario)] : [];
	});
}

/** TLS may need several round-trips; the trace tells when the first began and the last was back. */
function keysOf({ link, startAt, startSeq, endAt, count }: RoundTrip): readonly Handshake[] {
	if (endAt === undefined) return [];
	const eachNs = (endAt - startAt) / Math.max(1, count);
	return Array.from({ length: count }, (_, at) => ({
		what: "keys",
		link,
		startSeq,
		ended: "answered",
		startAt: startAt + at * eachNs,
		endAt: startAt + (at + 1) * eachNs,
	}));
}

function openingOf(trip: RoundTrip, scenario: Scenario): Handshake {
	const { link, startAt, startSeq, endAt } = trip;
	const what = "connect";
	if (endAt === undefined) {
		const oneWayNs = (scenario.links[link]?.rtt ?? 0) / 2;
		return { what, link, startAt, startSeq, endAt: startAt + oneWayNs, ended: "unanswered" };
	}
	return { what, link, startAt, startSeq, endAt, ended: trip.ended === "refused" ? "refused" : "answered" };
}

/** Where a handshake is at a time; undefined before it began and once it is back. */
export function placeOfHandshake(handshake: Handshake, timeNs: Nanoseconds): HandshakePlace | undefined {
	const { startAt, endAt, ended } = handshake;
	if (timeNs < startAt) return undefined;
	const share = endAt > startAt ? (timeNs - startAt) / (endAt - startAt) : 1;
	if (ended === "unanswered") {
		return { share: Math.min(1, share), way: "there", goneForNs: Math.max(0, timeNs - endAt) };
	}
	if (timeNs >= endAt) return undefined;
	return share < 0.5
		? { share: share * 2, way: "there", goneForNs: 0 }
		: { share: 2 - share * 2, way: "back", goneForNs: 0 };
}
