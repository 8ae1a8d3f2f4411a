import type { Nanoseconds, Trace } from "@roundtrip/model";
import { type Meaning, meaningOf } from "../../design/meaning.ts";

/** One tick over the line of time. */
export interface Mark {
	/** Where on the line, from 0 to 1. */
	readonly share: number;
	/** The most telling meaning of the events there. */
	readonly meaning: Meaning | undefined;
	/** In pixels: what tells more stands higher. */
	readonly height: number;
}

/** As many as can be told apart on a wide screen. */
const PLACES = 400;

const HEIGHTS: Readonly<Record<Meaning | "none", number>> = {
	lost: 16,
	effect: 14,
	request: 10,
	response: 10,
	cache: 10,
	waiting: 7,
	handshake: 5,
	none: 4,
};

/** A lost packet is sent again: less than a lost message. */
const LOST_PACKET = 6;

/** The events of a run as ticks on a line of so much time, those that lie too close together as one. */
export function marksOf(trace: Trace, durationNs: Nanoseconds): readonly Mark[] {
	const places = new Map<number, Mark>();
	for (const event of trace.events()) {
		// Thousands of packets would hide what they are for; those that are lost are told, low.
		if (event.kind === "packet" && event.data.lost === undefined) continue;
		const place = durationNs === 0 ? 0 : Math.round((event.at / durationNs) * PLACES);
		const meaning = meaningOf(event);
		const height = event.kind === "packet" ? LOST_PACKET : HEIGHTS[meaning ?? "none"];
		const known = places.get(place);
		if (known === undefined || known.height < height) places.set(place, { share: place / PLACES, meaning, height });
	}
	return [...places.values()];
}
