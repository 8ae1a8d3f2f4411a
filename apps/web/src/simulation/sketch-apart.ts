import { type MessageFlight, messagesOf, type RoundTrip, roundTripsOf } from "@roundtrip/analysis";
import type { Nanoseconds, Trace } from "@roundtrip/model";
import type { Sketch, SketchLine } from "./sketch-lines.ts";

/** Several clients that are compared stand apart, each with a server of its own, a little beyond the usual frame. */
const LEFT = -0.17;
const RIGHT = 1.17;
/** Between two clients, as a share of what one has. */
const GAP = 0.42;
/** Lines closer than so many to the height are one. */
const STEPS = 36;
const MOST_LOSSES = 8;

interface Place {
	readonly client: number;
	readonly server: number;
}

/** The sketch of a run of several clients: side by side on one scale of true time, handshakes included. */
export function sketchApart(trace: Trace, clients: readonly string[]): Omit<Sketch, "roles"> {
	const each = (RIGHT - LEFT) / (clients.length - GAP);
	const places = new Map(
		clients.map((client, at) => {
			const x = LEFT + at * each;
			return [client, { client: x, server: x + each * (1 - GAP) }] as const;
		}),
	);
	const lastNs = Math.max(1, trace.length > 0 ? trace.at(trace.length - 1) : 0);
	const y = (timeNs: Nanoseconds): number => timeNs / lastNs;
	const lines: readonly SketchLine[] = [
		...roundTripsOf(trace).flatMap((trip) => setUpLines(trip, places, y)),
		...messagesOf(trace).flatMap((flight) => messageLine(flight, places, y)),
	];
	return {
		lanes: [...places.values()].flatMap(({ client, server }) => [client, server]),
		lines: thinned(lines),
		effects: [],
		losses: lossesOf(trace, places, y),
	};
}

type HeightOf = (timeNs: Nanoseconds) => number;

function messageLine(flight: MessageFlight, places: ReadonlyMap<string, Place>, y: HeightOf): readonly SketchLine[] {
	const { direction, from, to, sentAt, deliveredAt, lost, item } = flight;
	const place = places.get(direction === "request" ? from : to);
	if (!place) return [];
	const [x1, end] = direction === "request" ? [place.client, place.server] : [place.server, place.client];
	const reach = lost ? Math.max(0.25, Math.min(0.75, lost.where)) : 1;
	const endAt = deliveredAt ?? lost?.at ?? sentAt;
	return [
		{
			x1,
			y1: y(sentAt),
			x2: x1 + (end - x1) * reach,
			y2: y(endAt),
			direction,
			lost: lost !== undefined,
			...(item === undefined ? {} : { isItem: true }),
		},
	];
}

/** There and back for each round-trip of finding, opening and agreeing on keys. */
function setUpLines(trip: RoundTrip, places: ReadonlyMap<string, Place>, y: HeightOf): readonly SketchLine[] {
	const { link, reason, startAt, endAt, count } = trip;
	const place = places.get(link.split(" -> ")[0] ?? "");
	if (!place || endAt === undefined || (reason !== "dns" && reason !== "connect" && reason !== "tls")) return [];
	const half = (endAt - startAt) / (2 * count);
	return Array.from({ length: 2 * count }, (_, at) => ({
		x1: at % 2 === 0 ? place.client : place.server,
		x2: at % 2 === 0 ? place.server : place.client,
		y1: y(startAt + at * half),
		y2: y(startAt + (at + 1) * half),
		direction: "handshake" as const,
		lost: false,
	}));
}

/** Of lines that could not be told apart, the first. */
function thinned(lines: readonly SketchLine[]): readonly SketchLine[] {
	const seen = new Set<string>();
	return lines.filter(({ x1, y1, y2, direction, lost }) => {
		const key = `${x1} ${Math.round(y1 * STEPS)} ${Math.round(y2 * STEPS)} ${direction} ${lost}`;
		if (seen.has(key)) return false;
		seen.add(key);
		return true;
	});
}

/** Where packets were lost, client by client, the first of each. */
function lossesOf(trace: Trace, places: ReadonlyMap<string, Place>, y: HeightOf): NonNullable<Sketch["losses"]> {
	const counts = new Map<Place, number>();
	const losses: { x: number; y: number }[] = [];
	for (const event of trace.events()) {
		if (event.kind !== "packet" || event.data.lost === undefined) continue;
		const place = places.get(event.node) ?? places.get(event.data.to);
		const count = place ? (counts.get(place) ?? 0) : MOST_LOSSES;
		if (!place || count >= MOST_LOSSES) continue;
		counts.set(place, count + 1);
		losses.push({ x: (place.client + place.server) / 2, y: y(event.at) });
	}
	return losses;
}
