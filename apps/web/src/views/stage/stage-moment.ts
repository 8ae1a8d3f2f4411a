import type { ImpairedLink, MessageFlight } from "@roundtrip/analysis";
import type { LinkName } from "@roundtrip/model";
import type { Cursor } from "../../lab/cursor.ts";
import { type FlightPlace, placeOfFlight } from "./flight-place.ts";
import { type Handshake, type HandshakePlace, placeOfHandshake } from "./handshake.ts";
import { momentOf, type NodeMoment } from "./node-moment.ts";
import type { RunIndex } from "./run-index.ts";

export interface PlacedFlight extends FlightPlace {
	readonly flight: MessageFlight;
}

export interface PlacedHandshake extends HandshakePlace {
	readonly handshake: Handshake;
}

/** Everything that the stage shows at one moment, before it is drawn or told. */
export interface StageMoment {
	readonly cursor: Cursor;
	readonly nodes: readonly NodeMoment[];
	/** Connections that are open, by link. */
	readonly open: ReadonlyMap<LinkName, number>;
	/** Those of them whose keys are agreed upon. */
	readonly secured: ReadonlyMap<LinkName, number>;
	/** Streams that are held open, by link. */
	readonly streams: ReadonlyMap<LinkName, number>;
	/** What faults do to links now. */
	readonly impaired: readonly ImpairedLink[];
	/** In the order of sending. */
	readonly flights: readonly PlacedFlight[];
	readonly handshakes: readonly PlacedHandshake[];
}

/**
 * The stage at the cursor. Only what is under way then is looked at. Where the cursor stands between events of one
 * time, a message whose sending or arrival has not happened yet is not drawn as if it had.
 */
export function stageAt(index: RunIndex, cursor: Cursor): StageMoment {
	const { timeNs, seq } = cursor;
	const state = index.run.states.stateAt(seq);
	const open = new Map<LinkName, number>();
	const secured = new Map<LinkName, number>();
	for (const connection of state.connections) {
		if (connection.state === "connecting") continue;
		const { link } = connection;
		open.set(link, (open.get(link) ?? 0) + 1);
		if (connection.state === "secured") secured.set(link, (secured.get(link) ?? 0) + 1);
	}
	const held = index.streamSeqs.overlapping(seq, seq).flatMap((at) => index.run.streams[at] ?? []);
	const streams = new Map<LinkName, number>();
	for (const { link } of held) streams.set(link, (streams.get(link) ?? 0) + 1);
	const streaming = new Set(held.map(({ call }) => call));
	return {
		cursor,
		nodes: index.run.nodes.flatMap((node) => {
			const found = state.nodes.get(node);
			// Whoever has a stream has its answer: it listens, and no time is running out.
			return found
				? momentOf({ ...found, waiting: found.waiting.filter((call) => !streaming.has(call)) }, index, cursor)
				: [];
		}),
		open,
		secured,
		streams,
		impaired: state.impaired,
		flights: flightsAt(index, cursor),
		handshakes: index.handshakeTimes.overlapping(timeNs, timeNs).flatMap((at) => {
			const handshake = index.handshakes[at];
			const place = handshake && handshake.startSeq <= seq ? placeOfHandshake(handshake, timeNs) : undefined;
			return handshake && place ? { ...place, handshake } : [];
		}),
	};
}

function flightsAt(index: RunIndex, { timeNs, seq }: Cursor): readonly PlacedFlight[] {
	const placed: PlacedFlight[] = [];
	for (const at of index.flightTimes.overlapping(timeNs, timeNs)) {
		const flight = index.flights[at];
		if (flight === undefined || flight.sentSeq > seq) continue;
		const place = placeOfFlight(flight, timeNs, index.unfinishedUntilNs) ?? atTheDoor(flight, seq);
		if (place) placed.push({ ...place, flight });
	}
	return placed;
}

/** It arrives at this very time, by an event that the cursor has not passed. */
function atTheDoor(flight: MessageFlight, seq: number): FlightPlace | undefined {
	return (flight.deliveredSeq ?? -1) > seq ? { share: 1, state: "flying", goneForNs: 0 } : undefined;
}
